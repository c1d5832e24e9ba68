package dev.skerry.loadtest.calls;

import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An access key's id and its secret. */
public record AccessKey(String id, String secret) {
  /** The one of a credentials file as the AWS clients read it. */
  public static AccessKey read(Path credentials) throws IOException {
    List<String> lines = Files.readAllLines(credentials);
    return new AccessKey(value(lines, "aws_access_key_id"), value(lines, "aws_secret_access_key"));
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf('=') + 1).strip())
        .findFirst()
        .orElseThrow(() -> Stop.failed("the credentials have no " + name));
  }

  @Override
  public String toString() {
    return id;
  }
}
