export const m = 2;
