package dev.skerry.handler.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.Program;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a handler in a jar is found, loaded, called, and gone when it is retired. */
class JarProgramsTest {
  private static final String LETS_THROUGH =
      "public Verdict onViewerRequest(Request r, HandlerContext c) { return"
          + " Verdict.continueWith(r); }";

  private final JarHandlers handlers = new JarHandlers();

  @AfterEach
  void close() {
    handlers.close();
  }

  private Verdict run(String body) throws HandlerProblem {
    return handlers.run(
        Jars.viewerRequest("", body),
        JarHandlers.asking(JarHandlers.request("/a", "x-one", "1", "via", "1.1 e")));
  }

  private static Verdict.Failed failed(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Failed.class);
    return (Verdict.Failed) verdict;
  }

  private static Program load(byte[] jar) throws HandlerProblem {
    return new JarPrograms().load(JarHandlers.spec(jar));
  }

  private static Map<String, byte[]> classes(String... namesAndDeclarations) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (int i = 0; i < namesAndDeclarations.length; i += 2) {
      classes.putAll(Jars.compiledHere(namesAndDeclarations[i], namesAndDeclarations[i + 1]));
    }
    return classes;
  }

  private static Map<String, byte[]> two() {
    return classes(
        "One",
        "public class One implements ViewerRequestHandler { " + LETS_THROUGH + " }",
        "Two",
        "public class Two implements ViewerRequestHandler, ViewerResponseHandler { "
            + LETS_THROUGH
            + " public Verdict onViewerResponse(Request q, Response r, HandlerContext c) { return"
            + " Verdict.change(r); } }");
  }

  private static byte[] one(Map<String, byte[]> files) {
    return Objects.requireNonNull(files.get("com/example/One.class")).clone();
  }

  // ---- calls

  @Test
  void aHandlerChangesTheRequestAndSaysWhatItWantsBesides() throws HandlerProblem {
    assertThat(
            run(
                """
                request.path("/b").query("x=1").fields().set("x-one", "2");
                return Verdict.continueWith(request,
                    Directions.NONE.withKeyPart("de").withTag("t").withOrigin("other"));
                """))
        .isInstanceOfSatisfying(
            Verdict.ContinueWith.class,
            go -> {
              assertThat(go.request().target()).isEqualTo("/b?x=1");
              assertThat(go.request().fields().first("x-one")).isEqualTo("2");
              assertThat(go.directions().keyParts()).containsExactly("de");
              assertThat(go.directions().tags()).containsExactly("t");
              assertThat(go.directions().origin()).isEqualTo("other");
            });
  }

  @Test
  void whatAHandlerReturnsAgainAndAgainIsNotSharedByExchanges() throws HandlerProblem {
    HandlerSpec spec =
        JarHandlers.spec(
            Jars.viewerRequest(
                "private static final Verdict DENIED = Verdict.respond(new Response(403,"
                    + " Fields.EMPTY), java.nio.ByteBuffer.wrap(new byte[] {'n', 'o'}));",
                "return DENIED;"));
    handlers.deploy(spec);
    for (int i = 0; i < 2; i++) {
      assertThat(handlers.call(spec, JarHandlers.asking(JarHandlers.request("/"))))
          .isInstanceOfSatisfying(
              Verdict.Respond.class,
              respond -> {
                assertThat(respond.response().fields().size()).isZero();
                respond.response().fields().add("x-of", "this exchange");
                assertThat(respond.content().remaining()).isEqualTo(2);
                respond.content().get();
              });
    }
  }

  @Test
  void aRequestOfTheHandlersOwnKeepsWhatTheViewerSentBesides() throws HandlerProblem {
    Request sent = new Request("POST", "https", "www.example.com", "/a", null, new Fields());
    sent.hasContent(true);
    Verdict verdict =
        handlers.run(
            Jars.viewerRequest(
                "",
                "return Verdict.continueWith(new Request(request.method(), request.scheme(),"
                    + " request.authority(), \"/b\", null, new Fields()));"),
            JarHandlers.asking(sent));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.ContinueWith.class,
            go -> {
              assertThat(go.request().path()).isEqualTo("/b");
              assertThat(go.request().hasContent()).isTrue();
            });
  }

  @Test
  void aClassWhoseInitialiserWasStoppedIsLoadedAnew() throws HandlerProblem {
    HandlerSpec spec =
        JarHandlers.spec(
            Jars.viewerRequest(
                """
                static final class Late {
                  static {
                    long until = Long.getLong("tested.spins", 0);
                    while (until > 0 && Long.getLong("tested.spins", 0) > 0) {}
                  }
                  static String path() { return "/late"; }
                }
                """,
                "request.path(Late.path()); return Verdict.continueWith(request);"),
            new HandlerLimits(
                Map.of(HandlerLimit.CPU_TIME, 1_000L, HandlerLimit.WALL_TIME, 20_000L)));
    handlers.deploy(spec);
    System.setProperty("tested.spins", "1");
    try {
      HandlerEvent event = JarHandlers.asking(JarHandlers.request("/a"));
      assertThat(failed(handlers.call(spec, event)).fault()).isEqualTo(HandlerFault.CPU_TIME);
      System.clearProperty("tested.spins");
      // Whoever waits is told before the code has stopped.
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      Verdict next = handlers.call(spec, event);
      while (next instanceof Verdict.Failed && System.nanoTime() < until) {
        next = handlers.call(spec, event);
      }
      assertThat(next)
          .isInstanceOfSatisfying(
              Verdict.ContinueWith.class, go -> assertThat(go.request().path()).isEqualTo("/late"));
    } finally {
      System.clearProperty("tested.spins");
    }
  }

  @Test
  void aHandlerAnswersWithAText() throws HandlerProblem {
    assertThat(
            run(
                "return Verdict.respond(new Response(403, Fields.of(\"content-type\","
                    + " \"text/plain\")), \"no, \" + context.viewerAddress());"))
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            respond -> {
              assertThat(respond.response().status()).isEqualTo(403);
              assertThat(StandardCharsets.UTF_8.decode(respond.content()).toString())
                  .isEqualTo("no, 203.0.113.7");
            });
  }

  @Test
  void aHandlerChangesAResponseAndKeepsItsContent() throws HandlerProblem {
    HandlerSpec spec = JarHandlers.spec(Jars.packed("com.example.Two", two()));
    handlers.deploy(spec);
    HandlerEvent event = JarHandlers.answering(200, "etag", "\"1\"", "age", "3");
    assertThat(handlers.call(spec, event))
        .isInstanceOfSatisfying(
            Verdict.Change.class,
            change -> assertThat(change.response().fields().first("age")).isEqualTo("3"));
  }

  @Test
  void whatAHandlerPutsInPlaceOfContentLosesWhatWasSaidOfTheOld() throws HandlerProblem {
    HandlerSpec spec =
        JarHandlers.spec(
            Jars.packed(
                null,
                classes(
                    "Replaces",
                    "public class Replaces implements ViewerResponseHandler { public Verdict"
                        + " onViewerResponse(Request q, Response r, HandlerContext c) { return"
                        + " Verdict.respond(r, \"new\"); } }")));
    handlers.deploy(spec);
    HandlerEvent event = JarHandlers.answering(206, "etag", "\"1\"", "age", "3");
    assertThat(handlers.call(spec, event))
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            respond -> {
              assertThat(respond.response().status()).isEqualTo(200);
              assertThat(respond.response().fields()).isEqualTo(Fields.of("age", "3"));
            });
  }

  @Test
  void whatIsThrownIsToldWithItsLine() throws HandlerProblem {
    Verdict.Failed failed = failed(run("\nList.of(1).get(7);\nreturn null;"));
    assertThat(failed.fault()).isEqualTo(HandlerFault.EXCEPTION);
    assertThat(failed.said()).contains("IndexOutOfBoundsException: Index: 7");
    assertThat(failed.place()).isEqualTo("Tested.java:16");
  }

  @Test
  void linesOfTheLogHaveTheirPlace() throws HandlerProblem {
    run("\ncontext.log(\"seen\");\nreturn Verdict.continueWith(request);");
    assertThat(handlers.log).containsExactly("Tested.java:16 seen");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return null;",
        "return Verdict.change(new Response(200, new Fields()));",
        "return new Verdict.Failed(null, \"\", \"\");",
        "return Verdict.continueWith(request.method(\"PUT\"));",
        "return Verdict.continueWith(request.authority(\"other\"));",
        "return Verdict.continueWith(request.path(\"no-slash\"));",
        "return Verdict.continueWith(request.path(\"/a b\"));",
        "return Verdict.continueWith(request.query(\"a#b\"));",
        "request.fields().set(\"X-Upper\", \"1\"); return Verdict.continueWith(request);",
        "request.fields().set(\"connection\", \"close\"); return Verdict.continueWith(request);",
        "request.fields().set(\"a\", \"1\\r\\nb: 2\"); return Verdict.continueWith(request);",
        "request.fields().set(\"a b\", \"1\"); return Verdict.continueWith(request);",
        "request.fields().set(\"via\", \"other\"); return Verdict.continueWith(request);",
        "request.fields().remove(\"via\"); return Verdict.continueWith(request);",
        "return Verdict.respond(new Response(101, new Fields()));",
        "return Verdict.respond(new Response(200, Fields.of(\"transfer-encoding\", \"x\")));"
      })
  void aResultThatMayNotBeIsRefused(String body) throws HandlerProblem {
    assertThat(failed(run(body)).fault()).isEqualTo(HandlerFault.INVALID_RESULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return Verdict.respond(new Response(200, new Fields()), \"x\".repeat(2 << 20));",
        "request.fields().set(\"a\", \"x\".repeat(40_000)); return"
            + " Verdict.continueWith(request);"
      })
  void aResultThatIsTooLargeIsRefused(String body) throws HandlerProblem {
    assertThat(failed(run(body)).fault()).isEqualTo(HandlerFault.RESULT_SIZE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.netty.buffer.ByteBuf",
        "org.graalvm.polyglot.Context",
        "dev.skerry.handler.host.HandlerHost",
        "dev.skerry.handler.jar.JarPrograms",
        "org.slf4j.Logger"
      })
  void whatTheEdgeIsMadeOfIsNotThere(String name) throws HandlerProblem {
    Verdict.Failed failed = failed(run("Class.forName(\"" + name + "\"); return null;"));
    assertThat(failed.said()).contains("ClassNotFoundException: " + name);
  }

  @Test
  void aHandlerReadsTheFilesOfItsJar() throws HandlerProblem {
    Map<String, byte[]> files =
        classes(
            "Reads",
            "public class Reads implements ViewerRequestHandler { public Verdict"
                + " onViewerRequest(Request r, HandlerContext c) throws Exception { try (var in ="
                + " Reads.class.getResourceAsStream(\"words.txt\")) { return Verdict.respond(new"
                + " Response(200, new Fields()), new String(in.readAllBytes())); } } }");
    files.put("com/example/words.txt", Jars.utf8("from the jar"));
    assertThat(handlers.run(Jars.packed(null, files), JarHandlers.asking(JarHandlers.request("/"))))
        .isInstanceOfSatisfying(
            Verdict.Respond.class,
            respond ->
                assertThat(StandardCharsets.UTF_8.decode(respond.content()).toString())
                    .isEqualTo("from the jar"));
  }

  // ---- the class

  @Test
  void theManifestSaysWhichClassIsTheHandler() throws HandlerProblem {
    assertThat(load(Jars.packed("com.example.Two", two())).hooks())
        .containsExactly(Hook.VIEWER_REQUEST, Hook.VIEWER_RESPONSE);
  }

  @Test
  void servicesSayItOtherwise() throws HandlerProblem {
    Map<String, byte[]> files = two();
    files.put(
        "META-INF/services/dev.skerry.handler.ViewerRequestHandler",
        Jars.utf8("com.example.One # the first\n"));
    assertThat(load(Jars.packed(null, files)).hooks()).containsExactly(Hook.VIEWER_REQUEST);
  }

  @Test
  void oneOfSeveralIsNotGuessed() {
    assertThatThrownBy(() -> load(Jars.packed(null, two())))
        .isInstanceOf(HandlerProblem.class)
        .hasMessage(
            "has several handlers, com.example.One, com.example.Two: one is named in the manifest,"
                + " as Skerry-Handler: com.example.One");
  }

  @Test
  void aHookMayBeImplementedByWhatIsExtended() throws HandlerProblem {
    Map<String, byte[]> files =
        Jars.compiledHere(
            "Parts",
            "abstract class Parts implements ViewerRequestHandler { "
                + LETS_THROUGH
                + " } class Whole extends Parts { }");
    assertThat(load(Jars.packed(null, files)).hooks()).containsExactly(Hook.VIEWER_REQUEST);
  }

  private static void assertRefused(byte[] jar, String message) {
    assertThatThrownBy(() -> load(jar))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining(message);
  }

  @Test
  void aClassThatCannotBeTheHandlerIsRefused() {
    Map<String, byte[]> plain = classes("Plain", "public class Plain {}");
    assertRefused(Jars.packed(null, plain), "has no class that implements ViewerRequestHandler,");
    assertRefused(Jars.packed("com.example.Plain", plain), "which implements no hook");
    assertRefused(Jars.packed("com.example.Other", plain), "has no class com.example.Other");
    assertRefused(
        Jars.packed(
            "com.example.Parts",
            classes("Parts", "public abstract class Parts implements ViewerRequestHandler {}")),
        "which is abstract");
    assertRefused(
        Jars.packed(
            null,
            classes(
                "Needs",
                "public class Needs implements ViewerRequestHandler { Needs(int n) {} "
                    + LETS_THROUGH
                    + " }")),
        "without a constructor that takes nothing");
  }

  @Test
  void aClassThatThisJavaCannotRunIsRefused() {
    Map<String, byte[]> files = two();
    byte[] newer = one(files);
    newer[7] = (byte) 200;
    files.put("com/example/One.class", newer);
    assertRefused(
        Jars.packed("com.example.Two", files), "com.example.One of Java 156, where Java 7");
    byte[] older = newer.clone();
    older[7] = 48;
    files.put("com/example/One.class", older);
    assertRefused(Jars.packed("com.example.Two", files), "com.example.One of Java 4");
  }

  @Test
  @Timeout(30)
  void classesThatExtendEachOtherAreRefused() {
    Map<String, byte[]> ring = new LinkedHashMap<>();
    ring.put("com/example/A.class", BadClasses.extending("com/example/A", "com/example/B"));
    ring.put("com/example/B.class", BadClasses.extending("com/example/B", "com/example/C"));
    ring.put("com/example/C.class", BadClasses.extending("com/example/C", "com/example/B"));
    assertRefused(
        Jars.packed(null, ring),
        "has the class com.example.A, which is not valid: it extends itself");
  }

  @Test
  void aClassThatDoesNotVerifyIsRefused() {
    assertRefused(
        Jars.packed(null, Map.of("com/example/Bad.class", BadClasses.returnsWhatItHasNot())),
        "has the class com.example.Bad, which is not valid: ");
    assertRefused(
        Jars.packed(null, Map.of("com/example/Bad.class", Jars.utf8("no class at all"))),
        "has the class com.example.Bad, which is not valid: ");
    byte[] cut = one(two());
    assertRefused(
        Jars.packed(null, Map.of("com/example/One.class", Arrays.copyOf(cut, cut.length - 40))),
        "which is not valid: ");
  }

  @Test
  void whatTheEdgeHasMustNotBePackedIn() {
    Map<String, byte[]> files = two();
    files.put("dev/skerry/http/Request.class", new byte[0]);
    assertRefused(Jars.packed(null, files), "dev.skerry.http.Request, which is the edge's");
  }

  @Test
  void aClassThatCannotBeMadeIsNotDeployed() {
    HandlerSpec spec =
        JarHandlers.spec(
            Jars.viewerRequest(
                "public Tested() { throw new IllegalStateException(\"no table\"); }",
                "return null;"));
    assertThatThrownBy(() -> handlers.deploy(spec))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageStartingWith(
            "the handler tested: tested.jar: the class com.example.Tested cannot be made:"
                + " java.lang.IllegalStateException: no table (Tested.java:13)");
  }

  @Test
  void aConstructorThatDoesNotEndIsNotDeployed() {
    HandlerSpec spec =
        JarHandlers.spec(
            Jars.viewerRequest(
                "static Object last; static { while (last == null || last.hashCode() != -1) last ="
                    + " new Object(); }",
                "return null;"));
    assertThatThrownBy(() -> handlers.deploy(spec))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining("does not come to its end");
  }

  // ---- the end

  @Test
  void aRetiredVersionsClassesGo() throws Exception {
    ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
    PhantomReference<ClassLoader> gone = calledOnce(queue);
    HandlerSpec next = JarHandlers.spec(Jars.packed("com.example.One", two()));
    handlers.deploy(next);
    handlers.deploy(next);
    long begun = System.nanoTime();
    Object found = null;
    while (found == null && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(60)) {
      System.gc();
      found = queue.remove(100);
    }
    assertThat(found).isSameAs(gone);
  }

  /** Runs a version and keeps nothing of it but the reference to its loader. */
  private PhantomReference<ClassLoader> calledOnce(ReferenceQueue<ClassLoader> queue)
      throws HandlerProblem {
    String key = getClass().getName();
    HandlerSpec spec =
        JarHandlers.spec(
            Jars.viewerRequest(
                "static final ThreadLocal<Object> OWN = new ThreadLocal<>();",
                "System.getProperties().put(\"%s\", getClass().getClassLoader()); return null;"
                    .formatted(key)));
    handlers.deploy(spec);
    handlers.call(spec, JarHandlers.asking(JarHandlers.request("/")));
    return new PhantomReference<>((ClassLoader) System.getProperties().remove(key), queue);
  }

  @Test
  void aCopyOfTheResponseIsTheHandlersOwn() throws HandlerProblem {
    HandlerSpec spec = JarHandlers.spec(Jars.packed("com.example.Two", two()));
    handlers.deploy(spec);
    Response frozen = new Response(200, Fields.of("a", "1").freeze());
    HandlerEvent event =
        new HandlerEvent(Hook.VIEWER_RESPONSE, "r", "::1", JarHandlers.request("/"), frozen);
    assertThat(handlers.call(spec, event))
        .isInstanceOfSatisfying(
            Verdict.Change.class,
            change -> assertThat(List.of(change.response())).doesNotContain(frozen));
  }
}
