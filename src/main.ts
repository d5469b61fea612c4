export const x: number = 1; import y from "fs"; console.log(x, typeof y.readFileSync);
