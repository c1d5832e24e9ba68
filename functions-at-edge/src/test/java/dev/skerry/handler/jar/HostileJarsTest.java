package dev.skerry.handler.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers in Java that mean no good: each is stopped, and the others run on. */
class HostileJarsTest {
  private static final long WALL_MILLIS = 1_500;
  private static final HandlerLimits TIGHT =
      new HandlerLimits(
          Map.of(
              HandlerLimit.CPU_TIME,
              150L,
              HandlerLimit.WALL_TIME,
              WALL_MILLIS,
              HandlerLimit.MEMORY,
              16L << 20,
              HandlerLimit.CONCURRENCY,
              1L));
  private static final Set<HandlerFault> LIMITS =
      Set.of(HandlerFault.CPU_TIME, HandlerFault.WALL_TIME, HandlerFault.MEMORY);
  private static final HandlerSpec PEACEFUL =
      JarHandlers.spec(Jars.viewerRequest("", "return Verdict.continueWith(request);"));

  /** What loops call, so that the compiler finds an end to them. */
  private static final String MEMBERS =
      """
      static volatile long sink;
      static boolean on() { return sink >= 0; }
      static void spin() { while (on()) sink++; }
      static void deeper(int n) { sink++; deeper(n + 1); sink--; }
      static int again() {
        try { return again() + 1; } catch (Throwable t) { return again() + 1; } finally { sink++; }
      }
      static void swallow(Runnable r) { try { r.run(); } catch (Throwable t) { sink++; } }
      static <T extends Throwable> void generic(Runnable r) {
        try { r.run(); } catch (Error e) { sink++; } catch (RuntimeException e) { sink--; }
      }
      final Lock lock = new ReentrantLock();
      """;

  private static final JarHandlers HANDLERS = new JarHandlers();

  @BeforeAll
  static void warm() throws HandlerProblem {
    HANDLERS.deploy(PEACEFUL);
    othersRunOn();
  }

  @AfterAll
  static void close() {
    HANDLERS.close();
  }

  private static void othersRunOn() {
    assertThat(HANDLERS.call(PEACEFUL, JarHandlers.asking(JarHandlers.request("/"))))
        .isInstanceOf(Verdict.ContinueWith.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Loops.
        "while (on()) {}",
        "for (;;) if (!on()) break;",
        "for (long i = 0; i < Long.MAX_VALUE; i++) sink = i;",
        "do { sink++; } while (on());",
        "for (int i = 0; ; i ^= 1) { switch (i) { case 0: continue; default: sink++; } }",
        "outer: while (true) { for (int i = 0; i < 3; i++) { if (i == 1) continue outer; } }",
        "spin();",
        "new Thread(HostileTwin::nothing).getName(); while (on()) Thread.onSpinWait();",
        // Recursion.
        "while (on()) { try { deeper(0); } catch (StackOverflowError e) { sink++; } }",
        "again();",
        "Function<Integer, Integer>[] f = new Function[1]; f[0] = n -> { try { return"
            + " f[0].apply(n + 1); } catch (Throwable t) { return f[0].apply(n); } };"
            + " f[0].apply(0);",
        // Catching what stops it.
        "while (true) { try { spin(); } catch (Throwable t) {} }",
        "while (true) { try { spin(); } catch (Error e) { sink++; } }",
        "while (true) { try { spin(); } finally { continue; } }",
        "for (;;) { try { for (;;) { sink++; } } catch (Throwable t) { continue; } finally {"
            + " sink++; } }",
        "try { try { spin(); } finally { spin(); } } finally { while (on()) {} }",
        "while (true) { try { try { spin(); } catch (Throwable t) { throw new"
            + " RuntimeException(t); } } catch (RuntimeException e) {} }",
        "while (true) swallow(() -> spin());",
        "while (true) generic(() -> spin());",
        "while (true) { try { Class.forName(\"com.example.Tested\").getDeclaredMethod(\"spin\")"
            + ".invoke(null); } catch (java.lang.reflect.InvocationTargetException e) {} }",
        "while (true) { try { CompletableFuture.completedFuture(1).thenAccept(x -> spin()).join();"
            + " } catch (CompletionException e) {} }",
        "synchronized (this) { while (true) { try { synchronized (lock) { spin(); } } catch"
            + " (Throwable t) {} } }",
        "lock.lock(); try { while (true) { try { spin(); } catch (Throwable t) {} } } finally {"
            + " lock.unlock(); }",
        // Loops of the JDK's that call back.
        "Stream.iterate(1, x -> x).forEach(x -> {});",
        "Stream.generate(() -> 1).reduce(0, (a, b) -> a);",
        "IntStream.iterate(0, i -> i).map(i -> i + 1).sum();",
        "List<Integer> list = new ArrayList<>(Collections.nCopies(1 << 20, 1)); list.sort((a, b) ->"
            + " { spin(); return 0; });",
        "new TreeMap<Integer, Integer>((a, b) -> { while (on()) {} return 0; }).put(1, 1);",
        "new HashMap<Integer, Integer>().computeIfAbsent(1, k -> { spin(); return 1; });",
        "Pattern.compile(\"a\").matcher(\"aaa\").replaceAll(m -> { spin(); return \"\"; });",
        "new Iterable<Integer>() { public Iterator<Integer> iterator() { return Stream.generate(()"
            + " -> 1).iterator(); } }.forEach(x -> sink++);",
        "return Verdict.respond(new Response(200, new Fields()), new Object() { public String"
            + " toString() { spin(); return \"\"; } }.toString());",
        "String s = \"\" + new Object() { public String toString() { spin(); return \"\"; } };",
        "new Object() { public int hashCode() { spin(); return 1; } }.hashCode();",
        "throw new RuntimeException() { public String getMessage() { spin(); return null; } };",
        "throw new RuntimeException() { public StackTraceElement[] getStackTrace() { spin(); return"
            + " null; } };",
        "request.fields().forEach((name, value) -> spin()); request.fields().removeIf((n, v) -> {"
            + " spin(); return true; });",
        // Waiting.
        "Thread.sleep(1_000_000);",
        "while (true) { try { Thread.sleep(1_000_000); } catch (InterruptedException e) {} }",
        "try { Thread.sleep(100_000); } catch (InterruptedException e) { Thread.sleep(100_000); }",
        "new CountDownLatch(1).await();",
        "while (true) { try { new Semaphore(0).acquire(); } catch (InterruptedException e) {} }",
        "synchronized (this) { wait(); }",
        "new LinkedBlockingQueue<String>().take();",
        "while (true) LockSupport.park();",
        "new CompletableFuture<String>().get();",
        "new Exchanger<String>().exchange(\"\");",
        "Thread.currentThread().join();",
        "Thread other = new Thread(() -> { try { Thread.sleep(5_000); } catch (InterruptedException"
            + " e) {} }); other.setDaemon(true); other.start(); other.join();",
        // Memory and work in small pieces.
        "List<byte[]> all = new ArrayList<>(); while (true) all.add(new byte[10_000]);",
        "StringBuilder text = new StringBuilder(); while (true) text.append(\"more \");",
        "String s = \"x\"; while (true) s += s.length();",
        "Map<Object, Object> all = new HashMap<>(); while (true) all.put(new Object(), all);",
        "while (true) { try { byte[] b = new byte[1 << 20]; sink += b.length; } catch"
            + " (OutOfMemoryError e) {} }",
        "while (true) Pattern.matches(\"(a+)+b\", \"aaaaaaaaaaaa\");",
        "BigInteger n = BigInteger.TWO; while (true) n ="
            + " n.add(BigInteger.ONE).mod(BigInteger.TEN);",
        "while (true) \"some text\".repeat(100).toUpperCase().hashCode();",
        "while (true) { try { Object o = null; o.hashCode(); } catch (NullPointerException e) {} }",
        "while (true) context.log(\"flood\");",
      })
  void whatDoesNotEndIsStopped(String body) throws HandlerProblem {
    String twin = " static class HostileTwin { static void nothing() {} }";
    HandlerSpec spec =
        JarHandlers.spec(
            Jars.viewerRequest(
                "@SuppressWarnings({\"unchecked\", \"finally\"}) " + MEMBERS + twin,
                "if (request.path().equals(\"/\")) { "
                    + body
                    + " } return Verdict.continueWith(request);"),
            TIGHT);
    HANDLERS.deploy(PEACEFUL, spec);
    long begun = System.nanoTime();
    assertThat(HANDLERS.call(spec, JarHandlers.asking(JarHandlers.request("/", "a", "b"))))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(LIMITS).as(failed.said()).contains(failed.fault()));
    // It runs one call at a time: the next one runs when this one has come to its end.
    assertThat(HANDLERS.call(spec, JarHandlers.asking(JarHandlers.request("/next"))))
        .isInstanceOf(Verdict.ContinueWith.class);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))
        .as("milliseconds until it was stopped")
        .isLessThan(2 * WALL_MILLIS);
    othersRunOn();
  }
}
