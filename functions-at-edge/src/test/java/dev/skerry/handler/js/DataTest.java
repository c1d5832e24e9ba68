package dev.skerry.handler.js;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What handlers in CloudFront's shape ask of tables and buckets, and what they are given. */
@ParameterizedClass
@EnumSource(names = {"JS", "JS_SANDBOXED"})
class DataTest {
  private final Handlers handlers;
  private static final Bindings BINDINGS =
      Bindings.of(
          Map.of("PRODUCTS", new Binding.Table("products"), "FILES", new Binding.Bucket("www")));

  DataTest(HandlerKind kind) {
    handlers = Handlers.of(kind);
  }

  private static final HandlerLimits PATIENT =
      new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 5_000L, HandlerLimit.WALL_TIME, 20_000L));

  private Verdict verdict(String expression, BoundData data, HandlerLimits limits)
      throws HandlerProblem {
    String source =
        """
        import skerry from 'skerry';
        const { PRODUCTS, FILES } = skerry.env;
        async function handler() {
          let value;
          try {
            value = await (%s);
          } catch (e) {
            value = `${e.name}: ${e.message}`;
          }
          return { statusCode: 200, body: typeof value === 'string' ? value : JSON.stringify(value) };
        }
        """
            .formatted(expression);
    return handlers.run(
        Handlers.spec(source, limits).with(BINDINGS),
        Handlers.asking(Handlers.request("/")).with(data));
  }

  /** What an expression becomes. */
  private String evaluated(String expression, BoundData data) throws HandlerProblem {
    Verdict verdict = verdict(expression, data, PATIENT);
    assertThat(verdict).isInstanceOf(Verdict.Respond.class);
    return StandardCharsets.UTF_8.decode(((Verdict.Respond) verdict).content()).toString();
  }

  @Test
  void anItemIsAPlainObject() throws HandlerProblem {
    AskedData data =
        new AskedData()
            .answers(
                200,
                """
                {"Item": {"id": {"S": "a"}, "price": {"N": "9.50"}, "sold": {"BOOL": false},
                 "note": {"NULL": true}, "sizes": {"L": [{"N": "38"}, {"S": "M"}]},
                 "maker": {"M": {"name": {"S": "Grün"}}}}}\
                """);
    assertThat(evaluated("PRODUCTS.get({Key: {id: 'a'}}).then((r) => r.Item)", data))
        .isEqualTo(
            "{\"id\":\"a\",\"price\":9.5,\"sold\":false,\"note\":null,\"sizes\":[38,\"M\"],"
                + "\"maker\":{\"name\":\"Grün\"}}");
    BoundData.Question asked = data.questions.getFirst();
    assertThat(asked.of()).isEqualTo(new Binding.Table("products"));
    assertThat(asked.operation()).isEqualTo("GetItem");
    assertThat(data.sent()).isEqualTo("{\"Key\":{\"id\":{\"S\":\"a\"}}}");
  }

  @Test
  void anItemThatIsNotThereIsNone() throws HandlerProblem {
    AskedData data = new AskedData().answers(200, "{}");
    assertThat(evaluated("PRODUCTS.get({Key: {id: 'a'}}).then((r) => typeof r.Item)", data))
        .isEqualTo("undefined");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"N":"9007199254740993"}           | object 9007199254740993
          {"N":"9007199254740991"}           | number 9007199254740991
          {"N":"-0.1"}                       | number -0.1
          {"N":"100000000000000000000000"}   | object 100000000000000000000000
          {"N":"0.12345678901234567890123"}  | object 0.12345678901234567890123
          {"N":"0.000000000000000000000001"} | number 1e-24
          {"N":"1.50"}                       | number 1.5
          """)
  void noDigitOfANumberIsLost(String attribute, String expected) throws HandlerProblem {
    AskedData data = new AskedData().answers(200, "{\"Item\":{\"n\":" + attribute + "}}");
    assertThat(
            evaluated(
                "PRODUCTS.get({Key: {id: 'a'}}).then((r) => `${typeof r.Item.n} ${r.Item.n}`)",
                data))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'x'                            | {"S":"x"}
          1.5                            | {"N":"1.5"}
          PRODUCTS.number('0.1234567890123456789') | {"N":"0.1234567890123456789"}
          new Set(['a', 'b'])            | {"SS":["a","b"]}
          new Set([1, 2])                | {"NS":["1","2"]}
          Buffer.from('hi')              | {"B":"aGk="}
          new Set([new Uint8Array([1])]) | {"BS":["AQ=="]}
          [null, true]                   | {"L":[{"NULL":true},{"BOOL":true}]}
          ({a: {b: []}})                 | {"M":{"a":{"M":{"b":{"L":[]}}}}}
          new Map([['k', 1]])            | {"M":{"k":{"N":"1"}}}
          """)
  void valuesBecomeAttributes(String value, String expected) throws HandlerProblem {
    AskedData data = new AskedData().answers(200, "{}");
    var _ = evaluated("PRODUCTS.put({Item: {v: " + value + "}})", data);
    assertThat(data.sent()).isEqualTo("{\"Item\":{\"v\":" + expected + "}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          undefined                | TypeError: Item.v is undefined: leave it out, or say null
          0/0                      | RangeError: Item.v is NaN, which no item can have
          2 ** 60                  | RangeError: Item.v is 1152921504606847000, which a number cannot say exactly: use number() of the table
          new Set()                | TypeError: Item.v is an empty set, which no item can have
          new Set([1, '1'])        | TypeError: Item.v is a set of neither strings, numbers nor octets alone
          new Date()               | TypeError: Item.v is neither a plain object nor a value that items have
          [() => 1]                | TypeError: Item.v[0] is a function, which no item can have
          """)
  void whatNoItemCanHaveIsSaidAndNotSent(String value, String expected) throws HandlerProblem {
    AskedData data = new AskedData();
    assertThat(evaluated("PRODUCTS.put({Item: {v: " + value + "}})", data)).isEqualTo(expected);
    assertThat(data.questions).isEmpty();
  }

  @Test
  void setsAndOctetsComeBackAsTheyWere() throws HandlerProblem {
    String item =
        "{\"Item\":{\"s\":{\"SS\":[\"a\"]},\"n\":{\"NS\":[\"1\",\"9007199254740993\"]},"
            + "\"b\":{\"B\":\"aGk=\"},\"m\":{\"BS\":[\"AQ==\"]}}}";
    AskedData data = new AskedData().answers(200, item).answers(200, "{}");
    var _ =
        evaluated("PRODUCTS.get({Key: {id: 'a'}}).then((r) => PRODUCTS.put({Item: r.Item}))", data);
    assertThat(data.sent()).isEqualTo(item);
  }

  @Test
  void aQueryTakesAndGivesWhatTheDocumentClientDoes() throws HandlerProblem {
    AskedData data =
        new AskedData()
            .answers(
                200,
                "{\"Items\":[{\"n\":{\"N\":\"1\"}}],\"Count\":1,"
                    + "\"LastEvaluatedKey\":{\"id\":{\"S\":\"a\"}}}");
    String asked =
        "PRODUCTS.query({TableName: 'products', KeyConditionExpression: 'id = :id',"
            + " ExpressionAttributeValues: {':id': 7}, Limit: 1})";
    assertThat(evaluated(asked, data))
        .isEqualTo("{\"Items\":[{\"n\":1}],\"Count\":1,\"LastEvaluatedKey\":{\"id\":\"a\"}}");
    assertThat(data.sent())
        .isEqualTo(
            "{\"KeyConditionExpression\":\"id = :id\","
                + "\"ExpressionAttributeValues\":{\":id\":{\"N\":\"7\"}},\"Limit\":1}");
    assertThat(evaluated("PRODUCTS.get({TableName: 'other', Key: {}})", new AskedData()))
        .isEqualTo("TypeError: the table that is bound is products, not other");
  }

  @Test
  void whatTheTableRefusesIsThrownUnderItsCode() throws HandlerProblem {
    AskedData data =
        new AskedData()
            .answers(
                400,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\","
                    + "\"message\":\"The conditional request failed\"}");
    assertThat(evaluated("PRODUCTS.put({Item: {id: 'a'}})", data))
        .isEqualTo("ConditionalCheckFailedException: The conditional request failed");
  }

  @Test
  void withoutAControlPlaneItIsSaidWhatIsMissing() throws HandlerProblem {
    assertThat(evaluated("PRODUCTS.get({Key: {id: 'a'}})", BoundData.NOWHERE))
        .startsWith("NoOrigin: nobody is here who has tables and buckets");
  }

  @Test
  void anObjectHasItsContentAndWhatIsSaidOfIt() throws HandlerProblem {
    AskedData data =
        new AskedData()
            .answers(
                200,
                "{\"a\": \"Grüße\"}\n",
                "content-type",
                "application/json",
                "content-length",
                "19",
                "etag",
                "\"e1\"",
                "x-amz-meta-by",
                "me");
    assertThat(
            evaluated(
                "FILES.get('a/b c').then(async (o) => [await o.text(), (await o.json()).a,"
                    + " (await o.bytes()).length, o.size, o.etag, o.httpEtag, o.httpMetadata,"
                    + " o.customMetadata])",
                data))
        .isEqualTo(
            "[\"{\\\"a\\\": \\\"Grüße\\\"}\\n\",\"Grüße\",17,17,\"e1\",\"\\\"e1\\\"\","
                + "{\"contentType\":\"application/json\"},{\"by\":\"me\"}]");
    assertThat(data.questions.getFirst().key()).isEqualTo("a/b c");
    assertThat(data.questions.getFirst().operation()).isEqualTo("GET");
  }

  @Test
  void anObjectThatIsNotThereIsNull() throws HandlerProblem {
    AskedData data = new AskedData().answers(404, "{\"__type\":\"NoSuchKey\"}");
    assertThat(evaluated("FILES.head('a')", data)).isEqualTo("null");
  }

  @Test
  void anObjectIsPutWithItsFields() throws HandlerProblem {
    AskedData data = new AskedData().answers(200, "", "etag", "\"e\"");
    assertThat(
            evaluated(
                "FILES.put('k', 'Grü\\n', {httpMetadata: {contentType: 'text/plain'},"
                    + " customMetadata: {By: 'me'}}).then((o) => o.etag)",
                data))
        .isEqualTo("e");
    assertThat(data.sent()).isEqualTo("Grü\n");
    assertThat(data.questions.getFirst().fields().first("content-type")).isEqualTo("text/plain");
    assertThat(data.questions.getFirst().fields().first("x-amz-meta-by")).isEqualTo("me");
  }

  @Test
  void aCallThatIsStoppedGivesItsWaitingUp() throws Exception {
    AskedData data = new AskedData();
    HandlerLimits hasty =
        new HandlerLimits(Map.of(HandlerLimit.CPU_TIME, 5_000L, HandlerLimit.WALL_TIME, 3_000L));
    Verdict verdict = verdict("PRODUCTS.get({Key: {id: 'a'}})", data, hasty);
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(HandlerFault.WALL_TIME));
    data.waits.get(20, java.util.concurrent.TimeUnit.SECONDS);
    assertThat(handlers.host.abandonedThreads()).isZero();
    assertThat(handlers.host.disabled()).isZero();
  }
}
