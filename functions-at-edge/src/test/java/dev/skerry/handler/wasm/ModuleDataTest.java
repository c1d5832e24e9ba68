package dev.skerry.handler.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.Binding;
import dev.skerry.handler.Bindings;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.DataException;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.KeyValues;
import dev.skerry.handler.Verdict;
import dev.skerry.http.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What modules ask of tables and buckets, and what they are given. */
class ModuleDataTest {
  static final Bindings BOUND =
      Bindings.of(
          Map.of(
              "ITEMS",
              new Binding.Table("items"),
              "FILES",
              new Binding.Bucket("www"),
              "WORDS",
              KeyValues.of("words", Map.of(), Instant.EPOCH)));
  private static final Modules MODULES = new Modules();

  private final List<BoundData.Question> asked = new ArrayList<>();

  @AfterAll
  static void close() {
    MODULES.close();
  }

  @BeforeEach
  void forget() {
    MODULES.log.clear();
  }

  /** Answers every question so. */
  private BoundData answering(int status, String content, String... fields) {
    return (AtOnce)
        (question, done) -> {
          asked.add(question);
          byte[] octets = content.getBytes(StandardCharsets.UTF_8);
          done.answered(new BoundData.Answer(status, Fields.of(fields), octets));
        };
  }

  /** A module that asks what stands at 16, of what is bound under the name at 0. */
  static HandlerSpec asking(String name, String question, String then) {
    String escaped = question.replace("\n", "\\n").replace("\"", "\\\"");
    int length = question.getBytes(StandardCharsets.ISO_8859_1).length;
    String ask =
        ("(local.set $i (call $ask (i32.const 0) (i32.const %d) (i32.const 16) (i32.const %d)"
                + " (i32.const 2048) (i32.const 1024)))")
            .formatted(name.length(), length);
    return Modules.spec(
            Modules.handling(
                "(data (i32.const 0) \"" + name + "\") (data (i32.const 16) \"" + escaped + "\")",
                ask + then))
        .with(BOUND);
  }

  private static final String SHOW =
      "(call $log (i32.const 1) (i32.const 2048) (local.get $i)) (i64.const 0)";

  private static Verdict run(HandlerSpec spec, BoundData data) throws HandlerProblem {
    return MODULES.run(spec, Modules.asking("/").with(data));
  }

  /** What is answered, as it stands in the module's memory. */
  private String answered(String name, String question, BoundData data) throws HandlerProblem {
    assertThat(run(asking(name, question, SHOW), data)).isInstanceOf(Verdict.ContinueWith.class);
    return String.join("", logged());
  }

  /** The log, in which line feeds are written out. */
  private static List<String> logged() {
    return MODULES.log.stream().map(line -> line.replace("\\n", "\n")).toList();
  }

  private String sent() {
    return new String(asked.getLast().content(), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"})
  void aTableIsAskedInJsonAndAnswersInJson(String operation) throws HandlerProblem {
    String json = "{\"Key\":{\"id\":{\"S\":\"a\"}}}";
    String told = "{\"Item\":{\"v\":{\"N\":\"1\"}}}";
    assertThat(answered("ITEMS", operation + '\n' + json, answering(200, told)))
        .isEqualTo("done\n" + told);
    assertThat(asked.getLast().of()).isEqualTo(new Binding.Table("items"));
    assertThat(asked.getLast().operation()).isEqualTo(operation);
    assertThat(sent()).isEqualTo(json);
  }

  @Test
  void anObjectHasFieldsAndItsContent() throws HandlerProblem {
    String[] fields = {
      "content-type", "text/plain", "surrogate-key", "o:www/a", "etag", "\"1\"", "date", "now"
    };
    BoundData data = answering(200, "con\ntent", fields);
    assertThat(answered("FILES", "GET\na key\nof two lines", data))
        .isEqualTo("object\n2\ncontent-type\ntext/plain\netag\n\"1\"\ncon\ntent");
    assertThat(asked.getLast().of()).isEqualTo(new Binding.Bucket("www"));
    assertThat(asked.getLast().operation()).isEqualTo("GET");
    assertThat(asked.getLast().key()).isEqualTo("a key\nof two lines");
    assertThat(sent()).isEmpty();
  }

  @Test
  void anObjectIsPutWithFieldsAndContent() throws HandlerProblem {
    String question = "PUT\nkey\n2\ncontent-type\ntext/plain\nx-amz-meta-a\nb\nline\nline";
    assertThat(answered("FILES", question, answering(200, "", "etag", "\"1\"")))
        .isEqualTo("object\n1\netag\n\"1\"\n");
    assertThat(asked.getLast().key()).isEqualTo("key");
    assertThat(asked.getLast().fields())
        .isEqualTo(Fields.of("content-type", "text/plain", "x-amz-meta-a", "b"));
    assertThat(sent()).isEqualTo("line\nline");
  }

  @Test
  void aBucketIsListedAndAnObjectDeleted() throws HandlerProblem {
    assertThat(answered("FILES", "LIST\n{\"prefix\":\"a\"}", answering(200, "{\"objects\":[]}")))
        .isEqualTo("done\n{\"objects\":[]}");
    assertThat(sent()).isEqualTo("{\"prefix\":\"a\"}");
    MODULES.log.clear();
    assertThat(answered("FILES", "DELETE\nkey", answering(204, ""))).isEqualTo("done\n");
    assertThat(asked.getLast().key()).isEqualTo("key");
  }

  @Test
  void aRefusalIsAnAnswerWithItsCodeAndMessage() throws HandlerProblem {
    String told = "{\"__type\":\"com.amazonaws#ValidationException\",\"message\":\"no such key\"}";
    assertThat(answered("ITEMS", "GetItem\n{}", answering(400, told)))
        .isEqualTo("failed\nValidationException\nno such key");
  }

  @Test
  void whereNobodyAnswersThatIsTheAnswer() throws HandlerProblem {
    assertThat(answered("ITEMS", "GetItem\n{}", BoundData.NOWHERE))
        .startsWith("failed\nNoOrigin\n");
    MODULES.log.clear();
    AtOnce full =
        (_, done) -> done.failed(new DataException(DataException.TOO_MANY, "often enough"));
    assertThat(answered("ITEMS", "GetItem\n{}", full))
        .isEqualTo("failed\nTooManySubrequests\noften enough");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GetItem\n{}",
        "get\nkey",
        "POST\nkey",
        "GET",
        "PUT\n\n0\n",
        "PUT\nkey\n-1\n",
        "PUT\nkey\n101\n",
        "PUT\nkey\n99999999999\n",
        "PUT\nkey\n1\nhost\nelsewhere\n",
        "PUT\nkey\n1\nx-amz-meta-a b\nc\n",
        "PUT\nkey\n1\nx-amz-meta-\\c3\\a4\nc\n",
        "PUT\nkey\n1\ncontent-type\na\\0db\n",
        "PUT\nkey\n2\ncontent-type\ntext/plain\n"
      })
  void whatIsNoQuestionIsAnExceptionAndNotSent(String question) throws HandlerProblem {
    String text = question.replace("\n", "\\n");
    int length = question.replaceAll("\\\\..", ".").length();
    HandlerSpec spec =
        Modules.spec(
                Modules.handling(
                    "(data (i32.const 0) \"FILES\") (data (i32.const 16) \"" + text + "\")",
                    "(drop (call $ask (i32.const 0) (i32.const 5) (i32.const 16) (i32.const "
                        + length
                        + ") (i32.const 0) (i32.const 0))) (i64.const 0)"))
            .with(BOUND);
    fails(spec);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(call $ask (i32.const 0) (i32.const -1) (i32.const 16) (i32.const 4) (i32.const 0)"
            + " (i32.const 0))",
        "(call $ask (i32.const 0) (i32.const 5) (i32.const -1) (i32.const 4) (i32.const 0)"
            + " (i32.const 0))",
        "(call $ask (i32.const 0) (i32.const 5) (i32.const 16) (i32.const 2000000) (i32.const 0)"
            + " (i32.const 0))",
        "(call $ask (i32.const 0) (i32.const 5) (i32.const 131070) (i32.const 4) (i32.const 0)"
            + " (i32.const 0))"
      })
  void aPlaceBeyondTheMemoryIsAnException(String call) throws HandlerProblem {
    fails(Modules.spec(Modules.handling("(drop " + call + ") (i64.const 0)")).with(BOUND));
  }

  @Test
  void whatIsNeitherTableNorBucketCannotBeAsked() throws HandlerProblem {
    fails(asking("WORDS", "GET\nkey", "(i64.const 0)"));
    fails(asking("NONE", "GET\nkey", "(i64.const 0)"));
  }

  private void fails(HandlerSpec spec) throws HandlerProblem {
    assertThat(run(spec, answering(200, "")))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(HandlerFault.EXCEPTION));
    assertThat(asked).isEmpty();
  }

  @Test
  void anAnswerForWhichThereIsNoRoomIsGivenOnceMore() throws HandlerProblem {
    HandlerSpec spec =
        asking(
            "FILES",
            "GET\nkey",
            """
            (if (i32.ne (call $answer (i32.const 2048) (i32.const 2008)) (i32.const 2009))
              (then unreachable))
            (if (i32.load8_u (i32.const 2048)) (then unreachable))
            (if (i32.ne (call $answer (i32.const 2048) (i32.const 2009)) (i32.const 2009))
              (then unreachable))
            (call $log (i32.const 1) (i32.const 2048) (local.get $i))
            (i64.const 0)
            """);
    BoundData data = answering(200, "x".repeat(2_000));
    assertThat(run(spec, data)).isInstanceOf(Verdict.ContinueWith.class);
    assertThat(asked).hasSize(1);
    assertThat(logged()).containsExactly("object\n0\n" + "x".repeat(2_000));
  }

  @Test
  void eachCallIsAnsweredByItsOwnAndNothingOfOneIsLeftForTheNext() throws HandlerProblem {
    // Both hooks say whether there is an answer from before; the one for all asks, and traps where
    // what it is told has a certain length.
    HandlerSpec spec =
        Modules.spec(
                Modules.handling(
                    """
                    (data (i32.const 0) "ITEMS") (data (i32.const 16) "GetItem\\n{}")
                    (data (i32.const 32) "none")
                    (func $look
                      (if (i32.eq (call $answer (i32.const 2048) (i32.const 1024)) (i32.const -1))
                        (then (call $log (i32.const 1) (i32.const 32) (i32.const 4)))))
                    (func (export "viewer_response") (param i32 i32) (result i64)
                      (call $look) (i64.const 0))
                    """,
                    """
                    (call $look)
                    (local.set $i
                      (call $ask (i32.const 0) (i32.const 5) (i32.const 16) (i32.const 10)
                        (i32.const 2048) (i32.const 1024)))
                    (call $log (i32.const 1) (i32.const 2048) (local.get $i))
                    (if (i32.eq (local.get $i) (i32.const 13)) (then unreachable))
                    (i64.const 0)
                    """))
            .with(BOUND);
    MODULES.host.deploy(List.of(spec));
    call(spec, Modules.asking("/").with(answering(200, "{\"a\":1}")));
    call(spec, Modules.answering().with(answering(200, "{\"b\":2}")));
    call(spec, Modules.asking("/"));
    assertThat(logged()).startsWith("none", "done\n{\"a\":1}", "none", "none").hasSize(5);
    assertThat(logged().getLast()).startsWith("failed\nNoOrigin\n");
    MODULES.log.clear();
    // One that traps, and those that come behind it.
    call(spec, Modules.asking("/").with(answering(200, "{\"c\":33}")));
    assertThat(logged()).startsWith("none", "done\n{\"c\":33}").hasSize(3);
    MODULES.log.clear();
    call(spec, Modules.answering());
    call(spec, Modules.asking("/").with(answering(200, "{\"d\":4}")));
    assertThat(logged()).containsExactly("none", "none", "done\n{\"d\":4}");
    assertThat(asked).hasSize(3);
  }

  private static void call(HandlerSpec spec, HandlerEvent event) {
    var _ = MODULES.call(spec, event);
  }

  /** Of a first function, which would otherwise run once for all calls. */
  @Test
  void whatRunsFirstAndAsksIsAnsweredAnewInEachCall() throws HandlerProblem {
    HandlerSpec spec =
        Modules.spec(
                Modules.handling(
                    """
                    (data (i32.const 0) "ITEMS") (data (i32.const 16) "GetItem\\n{}")
                    (global $told (mut i32) (i32.const 0))
                    (func (export "_initialize")
                      (global.set $told
                        (call $ask (i32.const 0) (i32.const 5) (i32.const 16) (i32.const 10)
                          (i32.const 2048) (i32.const 1024))))
                    """,
                    "(call $log (i32.const 1) (i32.const 2048) (global.get $told)) (i64.const 0)"))
            .with(BOUND);
    MODULES.host.deploy(List.of(spec));
    for (int i = 0; i < 3; i++) {
      call(spec, Modules.asking("/").with(answering(200, "{\"n\":" + i + '}')));
    }
    assertThat(logged()).containsExactly("done\n{\"n\":0}", "done\n{\"n\":1}", "done\n{\"n\":2}");
  }
}
