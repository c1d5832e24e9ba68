package dev.skerry.edge.upstream;

import static dev.skerry.edge.testing.ScriptedOrigin.await;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request that a test has sent, and all that came back; it checks the order of the events. */
final class TestCall implements OriginEvents {
  final EventLoop loop;
  final List<Response> interims = new CopyOnWriteArrayList<>();
  final List<String> violations = new CopyOnWriteArrayList<>();
  private final boolean reading;
  private final List<String> content = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Response> head = new CompletableFuture<>();
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();
  private @Nullable OriginCall call;
  private volatile @Nullable ProxyError error;
  private volatile Fields trailers = Fields.EMPTY;
  private volatile boolean hasContent;
  private volatile int writables;
  private volatile Runnable atHead = () -> {};

  private TestCall(EventLoop loop, boolean reading) {
    this.loop = loop;
    this.reading = reading;
  }

  static TestCall send(
      OriginPool pool, Request request, long hash, EventLoop loop, boolean reading) {
    TestCall call = new TestCall(loop, reading);
    call.onLoop(() -> call.call = pool.send(request, hash, loop, call));
    return call;
  }

  /** Runs the action on the event loop, while the head is told. */
  void atHead(Runnable action) {
    atHead = action;
  }

  /** Runs the action on the event loop and waits for it. */
  void onLoop(Runnable action) {
    if (loop.inEventLoop()) {
      action.run();
      return;
    }
    try {
      loop.submit(action).get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  TestCall write(String text) {
    onLoop(() -> call().data(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1)));
    return this;
  }

  TestCall end(String... trailerLines) {
    onLoop(() -> call().end(Fields.of(trailerLines)));
    return this;
  }

  void resume() {
    onLoop(() -> call().resume());
  }

  void pause() {
    onLoop(() -> call().pause());
  }

  void cancel() {
    onLoop(() -> call().cancel());
  }

  boolean isWritable() {
    boolean[] writable = new boolean[1];
    onLoop(() -> writable[0] = call().isWritable());
    return writable[0];
  }

  OriginCall call() {
    return Objects.requireNonNull(call, "the request is not sent yet");
  }

  /** Waits for the head. */
  Response head() {
    return get(head);
  }

  /** Waits for the end and says the status. */
  int status() {
    get(done);
    if (error != null) {
      throw new AssertionError("failed with " + error);
    }
    return head().status();
  }

  /** Waits for the end of a whole answer and says its content. */
  String content() {
    status();
    return String.join("", content);
  }

  /** What came so far. */
  String contentSoFar() {
    return String.join("", content);
  }

  /** Waits for the failure. */
  ProxyError error() {
    get(done);
    return Objects.requireNonNull(error, () -> "it did not fail, but " + head.getNow(null));
  }

  ProxyError.Type errorType() {
    return error().type();
  }

  boolean isDone() {
    return done.isDone();
  }

  boolean hasContent() {
    head();
    return hasContent;
  }

  Fields trailers() {
    status();
    return trailers;
  }

  int writables() {
    return writables;
  }

  void awaitContent(String expected) {
    await("the content is " + expected, () -> contentSoFar().equals(expected));
  }

  @Override
  public void informational(Response response) {
    check(!head.isDone() && !done.isDone(), "informational after the head");
    interims.add(response);
  }

  @Override
  public void head(Response response, boolean content) {
    check(!head.isDone() && !done.isDone(), "two heads");
    check(call != null, "head before send returned");
    hasContent = content;
    head.complete(response);
    atHead.run();
    if (!content) {
      done.complete(true);
    } else if (reading) {
      call().resume();
    }
  }

  @Override
  public void data(ByteBuf piece) {
    check(head.isDone() && hasContent && !done.isDone(), "data at the wrong time");
    content.add(piece.toString(StandardCharsets.ISO_8859_1));
    piece.release();
  }

  @Override
  public void end(Fields last) {
    check(head.isDone() && hasContent && !done.isDone(), "end at the wrong time");
    trailers = last;
    done.complete(true);
  }

  @Override
  public void fail(ProxyError failure) {
    check(!done.isDone(), "failure after the end");
    check(call != null, "failure before send returned");
    error = failure;
    head.completeExceptionally(new AssertionError("failed with " + failure));
    done.complete(false);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // Written on one loop only.
  public void writable() {
    writables++;
  }

  private void check(boolean holds, String violation) {
    if (!holds || !loop.inEventLoop()) {
      violations.add(violation);
      throw new AssertionError(violation);
    }
  }

  private <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("nothing came within 20 seconds; " + violations, e);
    }
  }
}
