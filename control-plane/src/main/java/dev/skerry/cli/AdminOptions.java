package dev.skerry.cli;

import dev.skerry.edge.admin.AdminToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options with which a command finds the node that it is about. */
final class AdminOptions {
  private static final String USUAL_ADDRESS = "127.0.0.1:9090";
  private static final String CLEAR = "http://";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The node's data folder, for its token and address. Default: ./skerry-data")
  Path data = Path.of("skerry-data");

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      description = {
        "Where its admin API answers; https://HOST:PORT where it speaks TLS.",
        "Default: as its data folder says, or 127.0.0.1:9090"
      })
  @Nullable String admin;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = {
        "The certificates to know it by over TLS, PEM.",
        "Default: as its data folder says, or those that this machine trusts"
      })
  @Nullable Path authority;

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
          "no admin token at %s. Name the running node's data folder: --data DIR".formatted(file));
    }
    try {
      return new AdminClient(address(), AdminToken.read(file), trusted());
    } catch (IOException e) {
      throw new Failure(ExitCodes.PROBLEM, "cannot read the admin token: " + e.getMessage());
    }
  }

  private @Nullable Path trusted() {
    Path noted = DataFolder.adminCertificates(data);
    return authority == null && Files.exists(noted) ? noted : authority;
  }

  private String address() throws IOException {
    if (admin != null) {
      // As the line of readiness has it.
      return admin.startsWith(CLEAR) ? admin.substring(CLEAR.length()) : admin;
    }
    String noted = DataFolder.adminAddress(data);
    return noted == null ? USUAL_ADDRESS : noted;
  }
}
