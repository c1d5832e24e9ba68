package dev.skerry.origin.engine.postgres;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A network between an engine and its database that fails just when a commit is on its way. It
 * reads the client's messages (PostgreSQL's documentation, "Message Formats") to know when.
 */
final class CuttingProxy implements AutoCloseable {
  /** What happens to a commit. */
  enum Fate {
    /** It arrives, and so does its answer. */
    PASSES,
    /** The connection is cut before it arrives. */
    CUT_BEFORE,
    /** The connection is cut when it has arrived; its answer is lost. */
    CUT_AFTER,
    /** It does not arrive, and nobody is told. */
    SWALLOWED
  }

  private final ServerSocket listening;
  private final int port;
  private final Supplier<Fate> fates;
  private final AtomicInteger failed = new AtomicInteger();

  /** Between a free port and that one. */
  CuttingProxy(int port, Supplier<Fate> fates) throws IOException {
    this.port = port;
    this.fates = fates;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon(true).start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many commits did not simply pass. */
  int failed() {
    return failed.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        AtomicBoolean cut = new AtomicBoolean();
        Thread.ofPlatform().daemon(true).start(() -> answers(client, server, cut));
        Thread.ofPlatform().daemon(true).start(() -> requests(client, server, cut));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  /**
   * Passes on what the server says.
   *
   * @param cut whether the client hears nothing any more
   */
  private static void answers(Socket client, Socket server, AtomicBoolean cut) {
    try (client;
        server) {
      byte[] piece = new byte[1 << 13];
      InputStream in = server.getInputStream();
      for (int n = in.read(piece); n >= 0 && !cut.get(); n = in.read(piece)) {
        client.getOutputStream().write(piece, 0, n);
      }
    } catch (IOException e) {
      // Cut.
    }
  }

  private void requests(Socket client, Socket server, AtomicBoolean cut) {
    try (client;
        server) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(server.getOutputStream(), 1 << 16));
      int greeting = in.readInt();
      out.writeInt(greeting);
      out.write(in.readNBytes(greeting - Integer.BYTES));
      out.flush();
      String commit = null;
      while (true) {
        byte type = in.readByte();
        int length = in.readInt();
        byte[] body = in.readNBytes(length - Integer.BYTES);
        String[] words = new String(body, StandardCharsets.ISO_8859_1).split("\0", 3);
        if (type == 'P' && words[1].equals("COMMIT")) {
          commit = words[0];
        } else if (type == 'P' && words[0].equals(commit)) {
          commit = null; // The name is now another statement's.
        }
        if (type == 'B' && words[1].equals(commit)) {
          Fate fate = fates.get();
          if (fate != Fate.PASSES) {
            failed.incrementAndGet();
            // Before it arrives: its answer could come before the connection is closed.
            cut.set(fate == Fate.CUT_AFTER);
            lose(fate, in, out, body);
            return;
          }
        }
        write(out, type, body);
        if (in.available() == 0) {
          out.flush();
        }
      }
    } catch (IOException e) {
      // Cut, or closed.
    }
  }

  /** What becomes of a commit that does not pass. */
  private void lose(Fate fate, DataInputStream in, DataOutputStream out, byte[] commit)
      throws IOException {
    if (fate == Fate.CUT_AFTER) {
      write(out, (byte) 'B', commit);
      byte next;
      do {
        next = in.readByte();
        write(out, next, in.readNBytes(in.readInt() - Integer.BYTES));
      } while (next != 'S');
      out.flush();
    } else if (fate == Fate.SWALLOWED) {
      in.transferTo(DataOutputStream.nullOutputStream());
      // Nor does the server hear that the client has gone.
      hold();
    }
  }

  private void hold() {
    synchronized (listening) {
      while (!listening.isClosed()) {
        try {
          listening.wait();
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  private static void write(DataOutputStream out, byte type, byte[] body) throws IOException {
    out.writeByte(type);
    out.writeInt(body.length + Integer.BYTES);
    out.write(body);
  }

  @Override
  public void close() {
    try {
      synchronized (listening) {
        listening.close();
        listening.notifyAll();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
