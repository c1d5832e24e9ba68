package dev.skerry.origin.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database's address says all that is needed to reach it, and nothing secret. */
class PostgresAddressTest {
  @Test
  void everyPartIsRead() {
    PostgresAddress address =
        PostgresAddress.parse(
            "postgresql://a%40b@db1:5433,db2/skerry?sslmode=verify-ca&sslrootcert=/etc/ca.pem"
                + "&password-file=/etc/p&schema=edge_1");
    assertThat(address)
        .isEqualTo(
            new PostgresAddress(
                "db1:5433,db2",
                "skerry",
                "a@b",
                Path.of("/etc/p"),
                PostgresAddress.Tls.VERIFY_CA,
                Path.of("/etc/ca.pem"),
                "edge_1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://u@localhost/d           | DISABLE
          postgresql://u@127.0.0.1:5432/d      | DISABLE
          postgresql://u@[::1]:5432/d          | DISABLE
          postgresql://u@db/d                  | VERIFY_FULL
          postgresql://u@localhost,db:5432/d   | VERIFY_FULL
          postgresql://u@localhost.example/d   | VERIFY_FULL
          postgresql://u@db/d?sslmode=disable  | DISABLE
          """)
  void aServerElsewhereIsVerifiedUnlessToldOtherwise(String text, PostgresAddress.Tls tls) {
    assertThat(PostgresAddress.parse(text).tls()).isEqualTo(tls);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mysql://u@db/d                       | postgresql://USER@HOST
          postgresql://db/d                    | postgresql://USER@HOST
          postgresql://u@db                    | postgresql://USER@HOST
          postgresql://u@db/                   | postgresql://USER@HOST
          postgresql://u:secret@db/d           | password-file=FILE
          postgresql://u@db/d?sslmode=prefer   | verify-full
          postgresql://u@db/d?timeout=1        | the parameter 'timeout'
          postgresql://u@db/d?password=secret  | password-file
          postgresql://u@db/d?schema=Skerry    | [a-z_]
          """)
  void whatIsWrongIsSaidAndNoPasswordWithIt(String text, String part) {
    assertThatThrownBy(() -> PostgresAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part)
        .hasMessageNotContaining("secret");
  }
}
