/** Whether the reader put the set-up off: for this session of the browser, so that it comes back until it is done. */
const NAME = "set-up-later";

export const isPutOff = (): boolean => globalThis.sessionStorage.getItem(NAME) === "yes";

export const putOff = (): void => globalThis.sessionStorage.setItem(NAME, "yes");
