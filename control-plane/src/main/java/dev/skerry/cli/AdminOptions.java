package dev.skerry.cli;

import dev.skerry.edge.admin.AdminToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options with which a command finds the edge that it is about. */
final class AdminOptions {
  private static final String USUAL_ADDRESS = "127.0.0.1:9090";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The edge's data folder, for its token and address. Default: ./skerry-data")
  Path data = Path.of("skerry-data");

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      description = {
        "Where its admin API answers.",
        "Default: as its data folder says, or 127.0.0.1:9090"
      })
  @Nullable String admin;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The file with its admin token. Default: admin-token in the data folder")
  @Nullable Path tokenFile;

  /** The client that these options describe. */
  AdminClient client() {
    Path file = tokenFile == null ? DataFolder.adminToken(data) : tokenFile;
    if (Files.notExists(file)) {
      throw new Failure(
          ExitCodes.PROBLEM,
          "no admin token at %s. Name the running edge's data folder: --data DIR".formatted(file));
    }
    try {
      return new AdminClient(address(), AdminToken.read(file));
    } catch (IOException e) {
      throw new Failure(ExitCodes.PROBLEM, "cannot read the admin token: " + e.getMessage());
    }
  }

  private String address() throws IOException {
    if (admin != null) {
      return admin;
    }
    String noted = DataFolder.adminAddress(data);
    return noted == null ? USUAL_ADDRESS : noted;
  }
}
