package dev.skerry.origin.tables.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What consumed capacity calls a table: as the request does. */
class SentNamesTest {
  private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/things";

  private static Service service;

  @BeforeAll
  static void open(@TempDir Path folder) {
    service = new Service(folder);
    service.makeThings();
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          GetItem            | 'TableName':'%s','Key':KEY
          PutItem            | 'TableName':'%s','Item':KEY
          UpdateItem         | 'TableName':'%s','Key':KEY
          DeleteItem         | 'TableName':'%s','Key':KEY
          Scan               | 'TableName':'%s'
          BatchGetItem       | 'RequestItems':{'%s':{'Keys':[KEY]}}
          BatchWriteItem     | 'RequestItems':{'%s':[{'PutRequest':{'Item':KEY}}]}
          TransactGetItems   | 'TransactItems':[{'Get':{'TableName':'%s','Key':KEY}}]
          TransactWriteItems | 'TransactItems':[{'Put':{'TableName':'%s','Item':KEY}}]
          TransactWriteItems | 'ClientRequestToken':'%1$.9s','TransactItems':[{'Delete':{'TableName':'%1$s','Key':KEY}}]
          """)
  void theArnIsToldWhereItWasSent(String operation, String members) {
    String request = members.replace("KEY", "{'h':{'S':'a'},'r':{'N':'1'}}");
    for (String name : new String[] {ARN, ARN, "things"}) {
      assertThat(
              service.ok(
                  operation, "{" + request.formatted(name) + ",'ReturnConsumedCapacity':'TOTAL'}"))
          .contains("'TableName':'" + name + "','CapacityUnits'");
    }
  }
}
