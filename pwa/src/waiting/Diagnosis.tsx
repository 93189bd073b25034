import { useEffect, useState } from "preact/hooks";
import { useStore } from "../store/use-store";
import { Button, Card, Dialog } from "../ui";

/** A file for support that one can read before one hands it in. */
export function Diagnosis() {
  const store = useStore();
  const [file, setFile] = useState<{ text: string; address: string } | null>(null);
  useEffect(() => () => (file ? URL.revokeObjectURL(file.address) : undefined), [file]);
  async function make() {
    const blob = await store.diagnostics();
    setFile({ text: await blob.text(), address: URL.createObjectURL(blob) });
  }
  return (
    <Card title="Something not right?">
      <p class="by">
        A diagnostic file tells support what the app and this tablet did. No patient’s name, number or words are in it; read it before you hand it in.
      </p>
      <Button look="second" icon="file" onClick={() => void make()}>
        Make a diagnostic file
      </Button>
      {file && (
        <Dialog title="The diagnostic file" onClose={() => setFile(null)}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
          <pre class="diagnosis" tabIndex={0}>
            {file.text}
          </pre>
          <div class="acts">
            <a class="btn" href={file.address} download="alongside-diagnosis.json">
              Save the file
            </a>
            <Button look="quiet" onClick={() => setFile(null)}>
              Close
            </Button>
          </div>
        </Dialog>
      )}
    </Card>
  );
}
