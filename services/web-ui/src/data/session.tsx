/** Who is signed in. The token itself is in a cookie that this code cannot read. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { answer, hasSessionCookie, isProblem, oncallApi } from "./http";
import type { Caller } from "./model";
import { forgetSession, keys } from "./query-client";

/** Somebody who signed in. */
export interface Me {
  id: string;
  name: string;
  email: string;
  role: string;
  grants: Caller["grants"];
}

const personOf = ({ id, name, email, role, grants }: Caller): Me => ({
  id,
  name,
  email: email ?? "",
  role: role ?? "",
  grants,
});

/** The person signed in, or null. */
export function useSession() {
  return useQuery({
    queryKey: keys.me,
    queryFn: async ({ signal }): Promise<Me | null> => {
      if (!hasSessionCookie()) return null;
      try {
        return personOf(await answer(oncallApi.GET("/api/v1/auth/me", { signal })));
      } catch (error) {
        if (isProblem(error, 401)) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    meta: { signsIn: true },
    mutationFn: (body: { email: string; password: string }) => answer(oncallApi.POST("/api/v1/auth/login", { body })),
    // Throws where it is not known who signed in: then nobody did.
    onSuccess: () => client.refetchQueries({ queryKey: keys.me }, { throwOnError: true }),
  });
}

/** Whether people can sign in with a provider, and what it is called. While that is not known there is none. */
export function useSingleSignOn() {
  return useQuery({
    queryKey: keys.singleSignOn,
    queryFn: ({ signal }) => answer(oncallApi.GET("/api/v1/auth/oidc/start", { params: { query: { ask: true } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(oncallApi.POST("/api/v1/auth/logout")),
    onSuccess: () => forgetSession(client),
  });
}

const MeContext = createContext<Me | null>(null);
export const MeProvider = MeContext.Provider;

/** The person signed in, on every page behind the sign-in. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe is for pages behind the sign-in");
  return me;
}

export const mayRespond = (me: Me): boolean => me.grants.includes("respond");
export const isAdmin = (me: Me): boolean => me.grants.includes("admin");
