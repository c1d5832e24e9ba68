package dev.skerry.edge.observe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Appends to a file, or to the standard output where there is no path. */
final class FileSink implements LogSink {
  private final @Nullable Path path;
  private WritableByteChannel channel;

  /** Whether a failed write left a line without its end. */
  private boolean torn;

  FileSink(@Nullable Path path) throws IOException {
    this.path = path;
    this.channel = path == null ? standardOutput() : open(path);
  }

  @SuppressWarnings("resource") // The standard output is never closed.
  private static WritableByteChannel standardOutput() {
    return new FileOutputStream(FileDescriptor.out).getChannel();
  }

  private static FileChannel open(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    if (torn) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      torn = false;
    }
    int start = bytes.position();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      torn = bytes.position() > start;
      throw e;
    }
  }

  @Override
  public void reopen() throws IOException {
    if (path != null) {
      WritableByteChannel old = channel;
      channel = open(path);
      torn = false;
      old.close();
    }
  }

  @Override
  public void close() throws IOException {
    if (path != null) {
      channel.close();
    }
  }
}
