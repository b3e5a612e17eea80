import ReactMarkdown, { type Components } from "react-markdown";

/** A link leaves the application in a tab of its own and tells nobody where it came from. */
const Away: NonNullable<Components["a"]> = ({ href, children }) =>
  href ? (
    <a href={href} target="_blank" rel="noreferrer" className="link">
      {children}
    </a>
  ) : (
    <span>{children}</span>
  );

/**
 * The headings of a note are none of the page's own, and a picture of another origin is not asked for: it is a link.
 * HTML in the text stays text, and an address of another kind than http, https or mailto is dropped.
 */
const components: Components = {
  a: Away,
  img: ({ src, alt }) => Away({ href: typeof src === "string" ? src : "", children: alt || src }),
  h1: ({ children }) => <p data-heading>{children}</p>,
  h2: ({ children }) => <p data-heading>{children}</p>,
  h3: ({ children }) => <p data-heading>{children}</p>,
  h4: ({ children }) => <p data-heading>{children}</p>,
  h5: ({ children }) => <p data-heading>{children}</p>,
  h6: ({ children }) => <p data-heading>{children}</p>,
};

export const MarkdownFormatted = ({ text }: { text: string }) => (
  <ReactMarkdown components={components}>{text}</ReactMarkdown>
);
