import classes from "./face.module.css";

/** A person's initials, for the eye; the name stands beside it or is its label. */
export function Face({ name, size = 28 }: { name: string; size?: number }) {
  return (
    <span className={classes.face} style={{ width: size, height: size, fontSize: size * 0.4 }} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

export function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toUpperCase();
}
