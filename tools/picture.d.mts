export function draw(output: string, columns: number, title: string, columnsOf: (text: string) => number): string;
