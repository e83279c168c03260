/** Variables in a saved reply: what stands for them when it is inserted. The server knows the same ones. */
export const VARIABLES = [
  "visitor.name",
  "visitor.first_name",
  "visitor.email",
  "agent.name",
  "agent.first_name",
  "project.name",
] as const;

export type Variable = (typeof VARIABLES)[number];

/** What is known; nothing where it is not. */
export type Values = Partial<Record<Variable, string | null>>;

const VARIABLE = /\{\s*([a-z_]+\.[a-z_]+)\s*(?:\|([^{}\n]*))?\}/gi;

/** `{visitor.name|there}` is the name, else "there"; without other words it leaves no gap behind. */
export function filled(text: string, values: Values): string {
  return text
    .replace(VARIABLE, (whole, name: string, otherwise?: string) =>
      VARIABLES.some((one) => one === name)
        ? values[name as Variable]?.trim() || otherwise?.trim() || "\uE000"
        : whole,
    )
    .replace(/[ \t]?\uE000/g, "");
}

/** Who gave no name is known by a number only, which is nothing to greet anybody with. */
export function valuesOf(
  visitor: { readonly name: string; readonly email?: string | null | undefined },
  agent: { readonly name: string },
  project: { readonly name: string },
): Values {
  const name = /^#\d+$/.test(visitor.name) ? null : visitor.name;
  return {
    "visitor.name": name,
    "visitor.first_name": name && first(name),
    "visitor.email": visitor.email ?? null,
    "agent.name": agent.name,
    "agent.first_name": first(agent.name),
    "project.name": project.name,
  };
}

function first(name: string): string {
  return name.trim().split(/\s+/)[0] ?? "";
}
