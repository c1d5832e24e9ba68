package dev.skerry.cli;

import dev.skerry.origin.objects.backing.BackingService;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options for where the content of objects is. */
final class ContentOptions {
  private static final String REGION = "us-east-1";

  @Option(
      names = "--content",
      paramLabel = "s3://BUCKET/PREFIX",
      description = {
        "Keep the content of objects in a bucket of another service, which all nodes on one"
            + " --engine share; see docs/objects.md.",
        "Default: in the data folder"
      })
  @Nullable String place;

  @Option(
      names = "--content-endpoint",
      paramLabel = "URL",
      description = "Where that service answers. Default: AWS")
  @Nullable URI endpoint;

  @Option(
      names = "--content-region",
      paramLabel = "NAME",
      description = "In which region its requests are signed. Default: " + REGION)
  @Nullable String region;

  @Option(
      names = "--content-credentials",
      paramLabel = "FILE",
      description =
          "Its key, as the AWS command line keeps keys, in a file of mode 0600. Default: where"
              + " AWS's SDK looks")
  @Nullable Path credentials;

  /** Refuses what does not go together. */
  void check(CommandLine command) {
    if (place == null) {
      if (endpoint != null || region != null || credentials != null) {
        throw new ParameterException(
            command,
            "--content-endpoint, --content-region and --content-credentials are for --content");
      }
      return;
    }
    checkEndpoint(command);
    try {
      var _ = service(place);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--content: " + e.getMessage(), e);
    }
  }

  private void checkEndpoint(CommandLine command) {
    if (endpoint == null) {
      return;
    }
    if (endpoint.getRawUserInfo() != null) {
      // Which is not told again: it may be a secret.
      throw new ParameterException(
          command,
          "--content-endpoint has a user in front of its host: keys are for --content-credentials");
    }
    boolean more = endpoint.getRawQuery() != null || endpoint.getRawFragment() != null;
    if (more || endpoint.getHost() == null || !isHttp(endpoint.getScheme())) {
      throw new ParameterException(
          command, "expected --content-endpoint http(s)://HOST:PORT, found " + endpoint);
    }
  }

  private static boolean isHttp(@Nullable String scheme) {
    return "http".equals(scheme) || "https".equals(scheme);
  }

  /** The service that is meant; null for the data folder. */
  @Nullable BackingService service() {
    return place == null ? null : service(place);
  }

  private BackingService service(String in) {
    return BackingService.of(in, endpoint, region == null ? REGION : region, credentials);
  }
}
