package dev.skerry.control.sites;

import dev.skerry.control.sites.Sites.Change;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.origin.access.account.MasterKey;
import java.nio.file.Path;
import java.util.Map;

/** Short configurations for tests. */
final class Documents {
  private Documents() {}

  /** Everything from one origin, told apart by its port. */
  static Bundle toPort(int port) {
    return yaml("sites:\n  - hosts: \"*\"\n    origin: http://127.0.0.1:" + port + "\n");
  }

  static Bundle yaml(String document) {
    return new Bundle("skerry.yaml", document, Map.of(), Map.of());
  }

  static Change change(int port, Expectation expected) {
    return new Change(toPort(port), "anna", "to " + port, expected, null);
  }

  static MasterKey master(Path folder) {
    return MasterKey.open(folder.resolve("master-key"));
  }
}
