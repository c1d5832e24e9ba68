package dev.skerry.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables are exported to buckets of the object store beside them, and imported from there. */
class TableTransfersTest {
  @Test
  void aTableThatIsWrittenIsExportedAndImportedAsItWasWhereBoto3IsInstalled(@TempDir Path folder)
      throws Exception {
    Programs.assumeInstalled("python3", "-c", "import boto3");
    String script;
    try (InputStream in =
        Objects.requireNonNull(
            TableTransfersTest.class.getResourceAsStream("/tables/transfers.py"))) {
      script = new String(in.readAllBytes(), UTF_8);
    }
    try (LocalOrigin origin = new LocalOrigin(folder)) {
      new Programs(folder).run("python3", "-c", script, origin.url().toString());
    }
  }
}
