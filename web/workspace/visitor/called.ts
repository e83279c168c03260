import { t } from "../words.ts";

/** What a visitor is called. Who gave no name has only a number, which every language says in its own way. */
export function called(visitor: { readonly name: string }): string {
  const number = /^#(\d+)$/.exec(visitor.name)?.[1];
  return number ? t("visitor.numbered", { number }) : visitor.name;
}

/** The same of whoever said or did something. */
export function calledAuthor(author: { readonly kind: string; readonly name: string }): string {
  return author.kind === "visitor" ? called(author) : author.name;
}
