package dev.skerry.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentTest {
  private static final long MB = 1024 * 1024;

  private final FillBudget budget = new FillBudget(64 * MB);
  private final ContentMemory memory = TestMemory.of(budget);
  private final List<Content> made = new ArrayList<>();

  @AfterEach
  void everythingIsGivenBack() {
    for (Content content : made) {
      assertThat(content.refCnt()).isEqualTo(1);
      content.release();
    }
    assertThat(budget.used()).isZero();
  }

  private Content content(long declaredLength, long keepLimit) {
    Content content = new Content(declaredLength, keepLimit, memory);
    made.add(content);
    return content;
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static String readAll(ContentReader reader) {
    StringBuilder text = new StringBuilder();
    for (ByteBuf piece = reader.read(3); piece != null; piece = reader.read(3)) {
      text.append(piece.toString(java.nio.charset.StandardCharsets.US_ASCII));
      piece.release();
    }
    return text.toString();
  }

  private static ContentReader open(
      Content content, long from, long to, Executor executor, Runnable wake) {
    return Objects.requireNonNull(content.open(from, to, executor, wake));
  }

  private static ContentReader open(Content content, long from, long to) {
    return open(content, from, to, Runnable::run, () -> {});
  }

  @Test
  void aReaderThatCameInTheMiddleStillReadsFromTheBegin() {
    Content content = content(-1, MB);
    content.append(bytes("hello "));
    ContentReader reader = open(content, 0, Long.MAX_VALUE);
    content.append(bytes("world"));
    content.complete(Fields.EMPTY);
    assertThat(readAll(reader)).isEqualTo("hello world");
    assertThat(reader.isDone()).isTrue();
    reader.close();
  }

  @Test
  void aRangeIsReadAndNoMore() {
    Content content = content(11, MB);
    content.append(bytes("hello world"));
    content.complete(Fields.EMPTY);
    ContentReader reader = open(content, 4, 8);
    assertThat(readAll(reader)).isEqualTo("o wo");
    assertThat(reader.isDone()).isTrue();
    reader.close();
  }

  @Test
  void aWaitingReaderIsWokenOnceByTheNextPiece() {
    Content content = content(-1, MB);
    int[] woken = new int[1];
    ContentReader reader = open(content, 0, Long.MAX_VALUE, Runnable::run, () -> woken[0]++);
    assertThat(reader.read(10)).isNull();
    content.append(bytes("a"));
    content.append(bytes("b"));
    assertThat(woken[0]).isEqualTo(1);
    assertThat(readAll(reader)).isEqualTo("ab");
    content.complete(Fields.EMPTY);
    assertThat(woken[0]).isEqualTo(2);
    reader.close();
  }

  @Test
  void whatCameBeforeAFailureIsDeliveredFirst() {
    Content content = content(-1, MB);
    ContentReader reader = open(content, 0, Long.MAX_VALUE);
    content.append(bytes("half"));
    content.fail(ProxyError.of(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE, null));
    assertThat(reader.error()).isNull();
    assertThat(readAll(reader)).isEqualTo("half");
    assertThat(reader.error()).isNotNull();
    assertThat(reader.isDone()).isFalse();
    reader.close();
  }

  @Test
  void nobodyBeginsToReadWhatHasFailed() {
    Content content = content(-1, MB);
    content.append(bytes("half"));
    content.fail(ProxyError.of(ProxyError.Type.HTTP_RESPONSE_INCOMPLETE, null));
    assertThat(content.open(0, Long.MAX_VALUE, Runnable::run, () -> {})).isNull();
  }

  @Test
  void contentBeyondItsLimitBecomesAWindowThatPausesTheWriterAndForgets() {
    Content content = content(-1, 100_000);
    int[] drained = new int[1];
    content.writer(Runnable::run, () -> drained[0]++);
    ContentReader reader = open(content, 0, Long.MAX_VALUE);
    byte[] piece = new byte[50_000];
    assertThat(content.append(Unpooled.copiedBuffer(piece))).isEqualTo(Content.Pace.CONTINUE);
    Content.Pace pace = Content.Pace.CONTINUE;
    while (pace == Content.Pace.CONTINUE) {
      pace = content.append(Unpooled.copiedBuffer(piece));
    }
    assertThat(pace).isEqualTo(Content.Pace.PAUSE);
    assertThat(content.isKept()).isFalse();
    long read = 0;
    for (ByteBuf b = reader.read(65536); b != null; b = reader.read(65536)) {
      read += b.readableBytes();
      b.release();
    }
    assertThat(read).isEqualTo(content.written());
    assertThat(drained[0]).isEqualTo(1);
    assertThat(content.open(0, Long.MAX_VALUE, Runnable::run, () -> {})).isNull();
    reader.close();
    assertThat(content.append(Unpooled.copiedBuffer(piece))).isEqualTo(Content.Pace.ABANDON);
  }

  @Test
  void aUsedUpBudgetMakesAWindowToo() {
    Content content = new Content(-1, MB, TestMemory.of(new FillBudget(10)));
    ContentReader reader = open(content, 0, Long.MAX_VALUE);
    content.append(bytes("more than ten bytes"));
    assertThat(content.isKept()).isFalse();
    content.complete(Fields.EMPTY);
    assertThat(readAll(reader)).isEqualTo("more than ten bytes");
    reader.close();
    content.release();
  }

  @Test
  void trailersComeWithTheEnd() {
    Content content = content(-1, MB);
    content.append(bytes("x"));
    content.complete(Fields.of("x-checksum", "1"));
    assertThat(content.trailers()).isEqualTo(Fields.of("x-checksum", "1"));
  }

  @Test
  void manyReadersOnOtherThreadsReadTheSameBytesWhileItGrows() throws Exception {
    long seed = System.nanoTime();
    System.out.println("ContentTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      byte[] all = new byte[random.nextInt(600_000)];
      random.nextBytes(all);
      boolean window = random.nextBoolean();
      Content content = content(random.nextBoolean() ? all.length : -1, window ? 100_000 : 10 * MB);
      readWhileWriting(content, all, random);
    }
  }

  private void readWhileWriting(Content content, byte[] all, Random random) throws Exception {
    int readers = 1 + random.nextInt(4);
    Semaphore mayGoOn = new Semaphore(0);
    content.writer(Runnable::run, mayGoOn::release);
    List<ExecutorService> loops = new ArrayList<>();
    List<Collecting> collecting = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      ExecutorService loop = Executors.newSingleThreadExecutor();
      loops.add(loop);
      Collecting one = new Collecting(content, loop, 1 + random.nextInt(70_000));
      collecting.add(one);
      loop.execute(one::pump);
    }
    for (int at = 0; at < all.length; ) {
      int n = Math.min(all.length - at, 1 + random.nextInt(60_000));
      Content.Pace pace = content.append(Unpooled.copiedBuffer(all, at, n));
      if (pace == Content.Pace.PAUSE) {
        assertThat(mayGoOn.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(pace).isNotEqualTo(Content.Pace.ABANDON);
      at += n;
    }
    content.complete(Fields.EMPTY);
    for (Collecting one : collecting) {
      assertThat(one.done.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(Arrays.equals(one.bytes.toByteArray(), all)).isTrue();
    }
    loops.forEach(ExecutorService::close);
  }

  private static final class Collecting {
    private final ContentReader reader;
    private final int max;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch done = new CountDownLatch(1);

    Collecting(Content content, ExecutorService loop, int max) {
      this.max = max;
      this.reader = open(content, 0, Long.MAX_VALUE, loop, this::pump);
    }

    void pump() {
      for (ByteBuf piece = reader.read(max); piece != null; piece = reader.read(max)) {
        byte[] copy = new byte[piece.readableBytes()];
        piece.readBytes(copy);
        piece.release();
        bytes.writeBytes(copy);
      }
      if (reader.isDone() && done.getCount() > 0) {
        reader.close();
        done.countDown();
      }
    }
  }
}
