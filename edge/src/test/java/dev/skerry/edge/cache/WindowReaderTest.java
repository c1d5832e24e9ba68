package dev.skerry.edge.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A body of three windows of 10 bytes, none of which is there before it is brought in. */
class WindowReaderTest {
  private static final int WINDOW = 10;
  private static final int LENGTH = 25;

  @TempDir Path folder;

  private final SlowBody body = new SlowBody();
  private final AtomicInteger woken = new AtomicInteger();
  private FileChannel file;
  private ContentMemory memory;
  private Content content;
  private ContentReader reader;

  private final class SlowBody implements DiskBody {
    final List<Long> asked = new ArrayList<>();
    final boolean[] there = new boolean[3];
    boolean released;
    private @Nullable Waiter waiting;

    @Override
    public long length() {
      return LENGTH;
    }

    @Override
    public FileChannel file() {
      return file;
    }

    @Override
    public long position() {
      return 0;
    }

    @Override
    public long readyUntil(long from) {
      assertThat(released).as("nobody asks what is released").isFalse();
      int window = (int) from / WINDOW;
      return there[window] ? Math.min(LENGTH, (window + 1L) * WINDOW) : from;
    }

    @Override
    public void bring(long at, Waiter waiter) {
      assertThat(waiting).as("one at a time").isNull();
      asked.add(at);
      waiting = waiter;
    }

    void brings() {
      long at = asked.getLast();
      there[(int) at / WINDOW] = true;
      tell(readyUntil(at), null);
    }

    void tell(long until, @Nullable ProxyError error) {
      Waiter told = Objects.requireNonNull(waiting);
      waiting = null;
      told.brought(until, error);
    }

    @Override
    public int heapBytes() {
      return 0;
    }

    @Override
    public void release() {
      released = true;
    }
  }

  @BeforeEach
  void open() throws IOException {
    Path path = folder.resolve("body");
    byte[] bytes = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      bytes[i] = (byte) i;
    }
    Files.write(path, bytes);
    file = FileChannel.open(path);
    memory = TestMemory.of(new FillBudget(1 << 20));
    content = Content.onDisk(body, Fields.EMPTY, memory);
    reader =
        Objects.requireNonNull(
            content.open(0, Long.MAX_VALUE, Runnable::run, woken::incrementAndGet));
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
    content.release();
    assertThat(body.released).isTrue();
    memory.close();
    file.close();
  }

  private int read() {
    ByteBuf piece = reader.read(100);
    if (piece == null) {
      return 0;
    }
    int bytes = piece.readableBytes();
    piece.release();
    return bytes;
  }

  @Test
  void nothingIsReadBeforeItWasBroughtInAndTheReaderIsWokenThen() {
    assertThat(read()).isZero();
    assertThat(read()).isZero();
    assertThat(body.asked).containsExactly(0L);
    assertThat(woken).hasValue(0);
    body.brings();
    assertThat(woken).hasValue(1);
    assertThat(read()).isEqualTo(10);
  }

  @Test
  void whileOneWindowIsTakenTheNextIsBroughtIn() {
    assertThat(read()).isZero();
    body.brings();
    assertThat(read()).isEqualTo(10);
    assertThat(body.asked).containsExactly(0L, 10L);
    body.brings();
    assertThat(woken).as("only who waits is woken").hasValue(1);
    assertThat(read()).isEqualTo(10);
    body.brings();
    assertThat(read()).isEqualTo(5);
    assertThat(reader.isDone()).isTrue();
    assertThat(body.asked).containsExactly(0L, 10L, 20L);
  }

  @Test
  void whatIsThereIsTakenWithoutAsking() {
    body.there[0] = true;
    body.there[1] = true;
    FileRegion region = Objects.requireNonNull(reader.readRegion(100));
    assertThat(region.count()).isEqualTo(10);
    region.release();
    assertThat(read()).isEqualTo(10);
    assertThat(body.asked).containsExactly(20L);
  }

  @Test
  void aWindowThatCannotBeHadBreaksOffBehindWhatWasThere() {
    assertThat(read()).isZero();
    body.brings();
    ByteBuf piece = Objects.requireNonNull(reader.read(4));
    assertThat(piece.readByte()).isZero();
    piece.release();
    assertThat(read()).isEqualTo(6);
    assertThat(reader.error()).isNull();
    body.tell(-1, ProxyError.of(ProxyError.Type.PROXY_INTERNAL_ERROR, "too slow"));
    assertThat(read()).isZero();
    assertThat(reader.error()).isNotNull();
    assertThat(reader.isDone()).isFalse();
  }

  @Test
  void aRangeAsksForNoWindowBehindItsEnd() {
    ContentReader part = Objects.requireNonNull(content.open(12, 15, Runnable::run, () -> {}));
    assertThat(part.read(100)).isNull();
    body.brings();
    ByteBuf piece = Objects.requireNonNull(part.read(100));
    assertThat(piece.readableBytes()).isEqualTo(3);
    assertThat(piece.readByte()).isEqualTo((byte) 12);
    piece.release();
    assertThat(part.isDone()).isTrue();
    assertThat(body.asked).containsExactly(12L);
    part.close();
  }

  @Test
  void contentIsColdUntilItsFirstWindowIsThereAndOnceItIsGoneNoMore() {
    assertThat(content.isCold()).isTrue();
    body.there[0] = true;
    assertThat(content.isCold()).isFalse();
    SlowBody gone = new SlowBody();
    Content evicted = Content.onDisk(gone, Fields.EMPTY, memory);
    evicted.release();
    assertThat(gone.released).isTrue();
    assertThat(evicted.isCold()).isFalse();
  }
}
