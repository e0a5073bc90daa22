import React, { useEffect, useId, useRef } from 'react';

interface IFieldProps {
  readonly label: string;
  /** What belongs there. */
  readonly note?: string;
  /** Why what is there was refused; empty where it was not. */
  readonly problem?: string;
  readonly children: (input: {
    readonly id: string;
    readonly ref: React.RefObject<HTMLInputElement>;
    readonly className: string;
    readonly 'aria-describedby': string;
    readonly 'aria-invalid': boolean | undefined;
  }) => JSX.Element;
}

/**
 * A labeled field, what belongs there, and why it was refused. A refused one
 * gets the focus.
 */
export function Field(props: IFieldProps): JSX.Element {
  const { label, note, problem } = props;
  const id = useId();
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (problem) {
      ref.current?.focus();
    }
  }, [problem]);
  return (
    <div className="gofigr-Field">
      <label htmlFor={id}>{label}</label>
      {props.children({
        id,
        ref,
        className: 'gofigr-Input',
        'aria-describedby': `${id}-note`,
        'aria-invalid': problem ? true : undefined
      })}
      <p id={`${id}-note`} role={problem ? 'alert' : undefined}>
        {problem || note}
      </p>
    </div>
  );
}

/** A field for a whole number; `null` where it is empty. */
export function NumberField(props: {
  readonly label: string;
  readonly note?: string;
  readonly value: number | null;
  readonly least: number;
  readonly most?: number;
  readonly onChange: (value: number | null) => void;
}): JSX.Element {
  const { value } = props;
  return (
    <Field label={props.label} note={props.note}>
      {input => (
        <input
          {...input}
          type="number"
          step={1}
          min={props.least}
          max={props.most}
          value={value ?? ''}
          onChange={({ target }) =>
            props.onChange(target.value === '' ? null : target.valueAsNumber)
          }
        />
      )}
    </Field>
  );
}

/** A box to check, or one of several choices, and what that means. */
export function Option(props: {
  /** Of those that one can be chosen of; absent for a box of its own. */
  readonly group?: string;
  readonly label: string;
  readonly note: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}): JSX.Element {
  const id = useId();
  return (
    <div className="gofigr-Option">
      <input
        id={id}
        type={props.group ? 'radio' : 'checkbox'}
        name={props.group}
        checked={props.isChecked}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => props.onChange(target.checked)}
      />
      <label htmlFor={id}>{props.label}</label>
      <p id={`${id}-note`}>{props.note}</p>
    </div>
  );
}
