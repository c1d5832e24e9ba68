package dev.skerry.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a process for its admin API: where it answers, and how. */
final class AdminPort {
  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      description = {
        "Where the admin API answers; beyond this machine only with --admin-tls.",
        "Default: ${DEFAULT-VALUE}"
      },
      defaultValue = "127.0.0.1:9090")
  ListenAddress address = new ListenAddress("127.0.0.1", 9090);

  @Option(
      names = "--admin-tls",
      description =
          "Let it speak TLS, with --admin-certificate or with a certificate for development.")
  boolean tls;

  @Option(
      names = "--admin-certificate",
      paramLabel = "FILE",
      description =
          "For --admin-tls, PEM: the certificate, then those that issued it. Read again when it"
              + " changes.")
  @Nullable Path certificate;

  @Option(
      names = "--admin-key",
      paramLabel = "FILE",
      description = "PEM: the key of --admin-certificate.")
  @Nullable Path key;

  @Option(
      names = "--open-metrics",
      description = "Let the admin API's /metrics be read without a token.")
  boolean openMetrics;

  /** Refuses what does not go together. */
  void check(CommandLine command) {
    if ((certificate == null) != (key == null)) {
      throw new ParameterException(command, "--admin-certificate and --admin-key come together");
    }
    if (certificate != null && !tls) {
      throw new ParameterException(
          command, "--admin-certificate is for --admin-tls: add --admin-tls");
    }
    if (!tls && !address.isLoopback()) {
      throw new ParameterException(
          command,
          """
          --admin %s is no loopback address, and tokens must not cross a network in clear text.
          Add --admin-tls, with --admin-certificate FILE and --admin-key FILE or with a certificate
          for development. For this machine only: --admin 127.0.0.1:%d\
          """
              .formatted(address, address.port()));
    }
  }
}
