package dev.skerry.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the port on which edges of other processes come. */
final class FleetOptions {
  /** Where it is, if nothing else is said. */
  static final ListenAddress USUAL = new ListenAddress("127.0.0.1", 9191);

  @Option(
      names = "--fleet",
      arity = "0..1",
      paramLabel = "HOST:PORT",
      fallbackValue = "127.0.0.1:9191",
      description =
          "Where edges of other processes come, there or on ${FALLBACK-VALUE}: over TLS with"
              + " certificates of the fleet's own; see docs/fleet.md.")
  @Nullable ListenAddress address;

  @Option(
      names = "--fleet-name",
      paramLabel = "NAME",
      description =
          "A host name or address by which edges know this machine, beside its own; may be there"
              + " several times.")
  List<String> names = new ArrayList<>();

  /** All names for the certificate of a port. */
  List<String> allNames(ListenAddress port) throws IOException {
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(List.of("localhost", "127.0.0.1", "::1"));
    all.addAll(MachineNames.of(port));
    return List.copyOf(all);
  }
}
