/** Swaps of shifts: asked for, taken, declined, taken back. */
import { useQuery } from "@tanstack/react-query";
import { answer, oncallApi } from "./http";
import type { NewSwap, Swap } from "./model";
import { keys } from "./query-client";
import { useWrite } from "./write";

/** The newest swaps of a schedule, whatever became of them. */
export const useSwaps = (schedule_id: string) =>
  useQuery({
    queryKey: [...keys.schedules, "swaps", schedule_id],
    queryFn: async ({ signal }) =>
      (
        await answer(
          oncallApi.GET("/api/v1/schedules/{schedule_id}/swaps", {
            params: { path: { schedule_id }, query: { limit: 50 } },
            signal,
          }),
        )
      ).items,
    refetchInterval: 30_000,
  });

/** The other is told by e-mail. */
export const useAskSwap = (schedule_id: string) =>
  useWrite(
    (body: NewSwap) =>
      answer(oncallApi.POST("/api/v1/schedules/{schedule_id}/swaps", { params: { path: { schedule_id } }, body })),
    keys.schedules,
  );

export type SwapAnswer = "accept" | "decline" | "withdraw";

/** Both are told; accepting changes who is on call at once. */
export const useAnswerSwap = ({ schedule_id, id }: Pick<Swap, "schedule_id" | "id">) =>
  useWrite((said: SwapAnswer) => {
    const at = { params: { path: { schedule_id, swap_id: id } } };
    switch (said) {
      case "accept":
        return answer(oncallApi.POST("/api/v1/schedules/{schedule_id}/swaps/{swap_id}/accept", at));
      case "decline":
        return answer(oncallApi.POST("/api/v1/schedules/{schedule_id}/swaps/{swap_id}/decline", at));
      case "withdraw":
        return answer(oncallApi.POST("/api/v1/schedules/{schedule_id}/swaps/{swap_id}/withdraw", at));
    }
  }, keys.schedules);
