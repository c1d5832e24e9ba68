package dev.skerry.origin.engine.postgres;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
        Thread.ofPlatform().daemon(true).start(() -> answers(client, server));
        Thread.ofPlatform().daemon(true).start(() -> requests(client, server));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void answers(Socket client, Socket server) {
    try (client;
        server) {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // Cut.
    }
  }

  private void requests(Socket client, Socket server) {
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
        if (type == 'B' && words[1].equals(commit) && !passes(in, out, type, body)) {
          return;
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

  /** Whether the message goes on its way as if nothing were. */
  private boolean passes(DataInputStream in, DataOutputStream out, byte type, byte[] body)
      throws IOException {
    Fate fate = fates.get();
    if (fate == Fate.PASSES) {
      return true;
    }
    failed.incrementAndGet();
    if (fate == Fate.CUT_AFTER) {
      write(out, type, body);
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
    return false;
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
