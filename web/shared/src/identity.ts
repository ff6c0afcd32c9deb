/** Who sent the page: filled into its <meta> elements by the service on the head that was reached. */
export interface Identity {
  cluster: string;
  host: string;
  version: string;
}

export function identity(document: Document): Identity {
  const meta = (name: string) => {
    const element = document.querySelector<HTMLMetaElement>(`meta[name="hpcctl-${name}"]`);
    const content = element?.content ?? "";
    // Vite's development server sends the placeholders as they are.
    return content === "" || content.startsWith("%") ? "development" : content;
  };
  return { cluster: meta("cluster"), host: meta("host"), version: meta("version") };
}
