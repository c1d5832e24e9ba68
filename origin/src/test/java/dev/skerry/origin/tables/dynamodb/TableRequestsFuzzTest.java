package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.fuzz.Fuzzer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a request about transactions and tables holds, it is answered or refused. */
class TableRequestsFuzzTest {
  @Test
  void anyRequestHasAnAnswer(@TempDir Path folder) throws Exception {
    try (Service service = new Service(folder)) {
      service.makeThings();
      Fuzzer.of("table-requests", "null", "{}", "[]", "'h'", "{'S':''}", "'Delete'", "-1", "1e99")
          .run(
              line -> {
                int space = line.indexOf(' ');
                String operation = space < 0 ? line : line.substring(0, space);
                Answer answer = service.call(operation, line.substring(space + 1));
                assertThat(answer.status()).as(line).isIn(200, 400);
              });
    }
  }
}
