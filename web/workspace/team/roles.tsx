import type { Role, Team } from "@shared/api/index.ts";
import { ChoiceField } from "@shared/ui/choice.tsx";
import { CheckIcon } from "@shared/ui/icons.tsx";
import { t } from "../words.ts";
import style from "./team.module.css";

const ROLES: readonly Role[] = ["agent", "administrator"];

/** One of the roles, with what whoever has it may do. */
export function RoleChoice({ value, onValue }: { value: Role; onValue: (role: Role) => void }) {
  return (
    <ChoiceField
      legend={t("team.role")}
      name="role"
      value={value}
      onValue={onValue}
      options={ROLES.map((role) => ({ value: role, label: t(`role.${role}`), why: t(`role.${role}.may`) }))}
    />
  );
}

/** Which role may do what, as the server holds it. */
export function Roles({ roles }: { roles: Team["roles"] }) {
  const every = [...new Set(roles.flatMap((one) => one.permissions))];
  return (
    <section class={style.section} aria-labelledby="roles">
      <h2 id="roles">{t("team.roles")}</h2>
      <div class={style.scroll}>
        <table class={style.table}>
          <thead>
            <tr>
              <th scope="col">{t("team.permission")}</th>
              {roles.map(({ role }) => (
                <th key={role} scope="col">
                  {t(`role.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {every.map((permission) => (
              <tr key={permission}>
                <th scope="row">{t(`may.${permission}`)}</th>
                {roles.map(({ role, permissions }) => {
                  const may = permissions.includes(permission);
                  return (
                    <td key={role}>
                      {may ? <CheckIcon size={18} /> : <span aria-hidden="true">–</span>}
                      <span class={style.silent}>{may ? t("yes") : t("no")}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
