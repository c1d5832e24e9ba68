package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.content.ContentRow.InFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A content on its way into a file. */
final class FileDeposit implements Deposit {
  /** After so many octets it is looked again whether there is room. */
  private static final long LOOK_BYTES = 64L << 20;

  private final ContentId id;
  private final ContentFiles files;
  private final FileChannel file;
  private long unlooked;
  private boolean placed;

  FileDeposit(ContentId id, ContentFiles files) throws IOException {
    this.id = id;
    this.files = files;
    this.file = files.create(id);
  }

  @Override
  public void write(ByteBuffer octets) throws IOException {
    if (unlooked >= LOOK_BYTES) {
      files.checkRoom();
      unlooked = 0;
    }
    unlooked += octets.remaining();
    files.disk().write(file, octets);
  }

  @Override
  public InFile finish(int checksum) throws IOException {
    InFile place = files.place(id, file, checksum);
    placed = true;
    return place;
  }

  @Override
  public void close() {
    if (placed) {
      return;
    }
    try {
      file.close();
    } catch (IOException e) {
      files.abandon();
    }
    files.discard(id);
  }
}
