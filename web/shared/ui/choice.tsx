import style from "./choice.module.css";

interface Props<Value extends string> {
  legend: string;
  name: string;
  value: Value;
  onValue: (value: Value) => void;
  options: { value: Value; label: string; why: string }[];
}

/** One of a few that each need a sentence: a list of names would not say enough. */
export function ChoiceField<Value extends string>({ legend, name, value, onValue, options }: Props<Value>) {
  return (
    <fieldset class={style.choices}>
      <legend>{legend}</legend>
      {options.map((one) => (
        <label key={one.value} class={style.choice}>
          <input
            type="radio"
            name={name}
            value={one.value}
            checked={one.value === value}
            onChange={() => onValue(one.value)}
          />
          <span>
            <strong>{one.label}</strong>
            <span class={style.why}>{one.why}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
