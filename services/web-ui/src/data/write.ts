/** A call that changes something, and what is to be asked for again afterwards. */
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";

/** `touched`: keys of what the change may have changed besides. It is asked for before the change counts as done. */
export function useWrite<Input, Output>(call: (input: Input) => Promise<Output>, ...touched: QueryKey[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: () => Promise.all(touched.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
