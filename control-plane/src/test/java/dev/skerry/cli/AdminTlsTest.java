package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminTlsTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run --admin 0.0.0.0:0                  | --admin 0.0.0.0:0 is no loopback address
          control-plane --admin [::]:9090        | --admin [::]:9090 is no loopback address
          run --admin-tls --admin-key k          | --admin-certificate and --admin-key come together
          run --admin-certificate c --admin-key k | --admin-certificate is for --admin-tls
          """)
  void whatDoesNotGoTogetherIsRefusedAtOnce(String options, String message) {
    Terminal terminal = Terminal.type(options.split(" ", -1));
    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).startsWith("skerry: " + message).contains("\nTry: skerry ");
  }

  @Test
  void commandsKnowTheNodeByTheCertificatesInItsDataFolder() throws Exception {
    Path data = folder.resolve("data");
    try (Program program =
        Program.run(data, "--listen", "127.0.0.1:0", "--admin", "0.0.0.0:0", "--admin-tls")) {
      URI admin = program.ready("admin");
      assertThat(admin.getScheme()).isEqualTo("https");
      assertThat(Terminal.type("status", "--data", data.toString()).exitCode()).isZero();

      Terminal made = Terminal.type("token", "add", "ci", "--scope", "read", "--data", "" + data);
      assertThat(made.err()).isEmpty();
      Path token = Files.writeString(folder.resolve("token"), made.out());
      String[] asCi = {"--data", data.toString(), "--token-file", token.toString()};
      assertThat(type("status", asCi).exitCode()).isZero();
      assertThat(type("audit", asCi).err()).contains("this needs the scope admin");

      assertThat(Terminal.type("token", "revoke", "ci", "--data", "" + data).exitCode()).isZero();
      assertThat(type("status", asCi).err()).contains("no such token is in force");
      assertThat(Terminal.type("audit", "--data", data.toString()).out())
          .containsSubsequence(
              "admin-token POST /v1/tokens from 127.0.0.1: 201",
              "ci GET /v1/audit from 127.0.0.1: 403 forbidden",
              "admin-token DELETE /v1/tokens/ci from 127.0.0.1: 204",
              "- GET /v1/status from 127.0.0.1: 401 unauthenticated");
    }
  }

  private static Terminal type(String command, String... options) {
    String[] words = new String[options.length + 1];
    words[0] = command;
    System.arraycopy(options, 0, words, 1, options.length);
    return Terminal.type(words);
  }
}
