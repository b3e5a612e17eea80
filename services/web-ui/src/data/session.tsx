/** Who is signed in. The token itself is in a cookie that this code cannot read. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { answer, hasSessionCookie, isProblem, oncallApi } from "./http";
import type { User } from "./model";
import { keys } from "./query-client";

/** The person signed in, or null. */
export function useSession() {
  return useQuery({
    queryKey: keys.me,
    queryFn: async ({ signal }): Promise<User | null> => {
      if (!hasSessionCookie()) return null;
      try {
        return await answer(oncallApi.GET("/api/v1/auth/me", { signal }));
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
    mutationFn: async (body: { email: string; password: string }) =>
      (await answer(oncallApi.POST("/api/v1/auth/login", { body }))).user,
    onSuccess: (user) => client.setQueryData(keys.me, user),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(oncallApi.POST("/api/v1/auth/logout")),
    onSuccess: () => {
      client.clear();
      client.setQueryData(keys.me, null);
    },
  });
}

const MeContext = createContext<User | null>(null);
export const MeProvider = MeContext.Provider;

/** The person signed in, on every page behind the sign-in. */
export function useMe(): User {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe is for pages behind the sign-in");
  return me;
}

export const mayRespond = (user: User): boolean => user.role !== "viewer";
export const isAdmin = (user: User): boolean => user.role === "admin";
