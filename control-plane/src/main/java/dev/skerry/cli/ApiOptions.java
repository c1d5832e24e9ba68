package dev.skerry.cli;

import dev.skerry.control.engine.EnginePlace;
import dev.skerry.origin.objects.s3.NamedKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options for the API: where it answers, and where its data, and all others', is. */
final class ApiOptions {
  @Option(
      names = "--api",
      arity = "0..1",
      paramLabel = "HOST:PORT",
      fallbackValue = "127.0.0.1:9000",
      description =
          "Serve tables as DynamoDB does and objects as S3 does, too, there or on"
              + " ${FALLBACK-VALUE}: in clear text, so for this machine only; see docs/tables.md"
              + " and docs/objects.md. Default: nowhere")
  @Nullable ListenAddress clear;

  @Option(
      names = "--api-tls",
      arity = "0..1",
      paramLabel = "HOST:PORT",
      fallbackValue = "127.0.0.1:9443",
      description =
          "Serve them over TLS, there or on ${FALLBACK-VALUE}, with --api-certificate or with a"
              + " certificate for development. Default: nowhere")
  @Nullable ListenAddress secure;

  @Option(
      names = "--api-certificate",
      paramLabel = "FILE",
      description =
          "For --api-tls, PEM: the certificate, then those that issued it. Read again when it"
              + " changes.")
  @Nullable Path certificate;

  @Option(
      names = "--api-key",
      paramLabel = "FILE",
      description = "PEM: the key of --api-certificate.")
  @Nullable Path key;

  @Option(
      names = "--engine",
      paramLabel = "URL",
      description = {
        "Where all data is kept: postgresql://USER@HOST/DATABASE; see docs/engine.md.",
        "The data folder remembers it. Default: in the data folder"
      })
  EnginePlace.@Nullable Database engine;

  @Option(
      names = "--table-state-delay",
      paramLabel = "MILLISECONDS",
      description =
          "How long tables show that they are being created, updated or deleted."
              + " Default: ${DEFAULT-VALUE}",
      defaultValue = "100")
  int tableStateDelay = 100;

  @Option(
      names = "--kms-key",
      paramLabel = "NAME",
      description = {
        "A key that objects can be encrypted under as aws:kms, made from the data folder's master"
            + " key; may be there several times. Without it only accounts' own are known.",
      })
  List<String> kmsKeys = new ArrayList<>();

  @Mixin ContentOptions content = new ContentOptions();

  /** Whether the API is served at all. */
  boolean isWanted() {
    return clear != null || secure != null;
  }

  /** Fails where its ports are not free. */
  void requireFreePorts() {
    if (clear != null) {
      PortCheck.requireFree("--api", clear);
    }
    if (secure != null) {
      PortCheck.requireFree("--api-tls", secure);
    }
  }

  /** Refuses what does not go together. */
  void check(CommandLine command) {
    content.check(command);
    if (content.place != null && !isWanted()) {
      throw new ParameterException(
          command, "--content is for objects, which are served with --api or --api-tls: add one");
    }
    if (!kmsKeys.isEmpty() && !isWanted()) {
      throw new ParameterException(
          command, "--kms-key is for objects, which are served with --api or --api-tls: add one");
    }
    for (String name : kmsKeys) {
      if (!NamedKeys.NAME.matcher(name).matches()) {
        throw new ParameterException(
            command, "expected --kms-key of 1 to 256 of A-Z a-z 0-9 : / _ -, found " + name);
      }
    }
    if (tableStateDelay < 0) {
      throw new ParameterException(
          command, "expected --table-state-delay of 0 or more, found " + tableStateDelay);
    }
    if ((certificate == null) != (key == null)) {
      throw new ParameterException(command, "--api-certificate and --api-key come together");
    }
    if (certificate != null && secure == null) {
      throw new ParameterException(command, "--api-certificate is for --api-tls: add --api-tls");
    }
    if (clear != null && !clear.isLoopback()) {
      throw new ParameterException(
          command,
          """
          --api %s is no loopback address, and --api speaks clear text.
          Over a network the API speaks TLS: --api-tls %s, with --api-certificate FILE and --api-key FILE,
          or with a certificate for development. For this machine only: --api 127.0.0.1:%d\
          """
              .formatted(clear, clear, clear.port()));
    }
  }
}
