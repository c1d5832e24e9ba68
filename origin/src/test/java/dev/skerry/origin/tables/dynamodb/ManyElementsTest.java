package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies of very many small parts are refused while they are read. */
class ManyElementsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TransactWriteItems | {\"TransactItems\":[%s]} | {}",
        "BatchGetItem | {\"RequestItems\":{\"things\":{\"Keys\":[%s]}}} | {}",
        "GetItem | {\"TableName\":\"things\",\"Key\":{},\"AttributesToGet\":[%s]} | null",
        "GetItem | {\"TableName\":\"things\",\"ExpressionAttributeNames\":{%s}} | \"a\":\"b\""
      })
  void areRefused(String operation, String body, String element, @TempDir Path folder) {
    try (Service service = new Service(folder)) {
      String elements = (element + ",").repeat(10_000) + element;
      assertThat(Service.text(service.callJson(operation, body.formatted(elements))))
          .contains("ValidationException", "more than 10000 entries together");
    }
  }

  @Test
  void aHundredAndOneAreRefusedAsTheServiceDoes(@TempDir Path folder) {
    try (Service service = new Service(folder)) {
      assertThat(
              service.refused(
                  "TransactWriteItems", "{'TransactItems':[" + "{},".repeat(100) + "{}]}"))
          .contains("Member must have length less than or equal to 100");
    }
  }
}
