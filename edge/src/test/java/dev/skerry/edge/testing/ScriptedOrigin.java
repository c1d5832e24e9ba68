package dev.skerry.edge.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An origin whose answers are raw bytes that a test writes down: one script, run once per
 * connection on its own virtual thread, that reads requests and sends whatever it likes.
 *
 * <p>It records each request head read with {@link Conversation#readHead}, and each failure of a
 * script other than the client's going away.
 */
public final class ScriptedOrigin implements Closeable {
  /** What an origin does with one connection; the connection is closed when it returns. */
  @FunctionalInterface
  public interface Script {
    /** Holds the conversation, from accepting the connection to closing it. */
    void run(Conversation conversation) throws Exception;
  }

  /** 127.0.0.1, whatever the machine prefers. */
  public static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ServerSocket server;
  private final @Nullable SSLContext tls;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile Script script;
  private volatile boolean demandsCertificates;
  private volatile boolean closed;

  private ScriptedOrigin(ServerSocket server, @Nullable SSLContext tls, Script script) {
    this.server = server;
    this.tls = tls;
    this.script = script;
    Thread.ofVirtual().name("scripted-origin").start(this::accept);
  }

  /** Starts an origin on a free port of 127.0.0.1. */
  public static ScriptedOrigin start(Script script) {
    return start(new InetSocketAddress(LOOPBACK, 0), null, script);
  }

  /** Starts an origin that speaks TLS on a free port of 127.0.0.1. */
  public static ScriptedOrigin startTls(SSLContext tls, Script script) {
    return start(new InetSocketAddress(LOOPBACK, 0), tls, script);
  }

  /** Starts an origin on the given address, for instance one that another has just left. */
  public static ScriptedOrigin start(
      InetSocketAddress address, @Nullable SSLContext tls, Script script) {
    try {
      ServerSocket server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(address, 1024);
      return new ScriptedOrigin(server, tls, script);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
  }

  /** A script that answers each request without content on a connection with the same raw bytes. */
  public static Script always(String response) {
    return conversation -> {
      while (conversation.readHead() != null) {
        conversation.send(response);
      }
    };
  }

  /** A complete {@code 200} response with that content. */
  public static String ok(String content) {
    return "HTTP/1.1 200 OK\r\ncontent-length: " + content.length() + "\r\n\r\n" + content;
  }

  /** A port of 127.0.0.1 on which nobody listened a moment ago. */
  public static int unusedPort() {
    try (ServerSocket probe = new ServerSocket(0, 1, LOOPBACK)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the condition holds, and fails naming it when it does not within 20 seconds. */
  public static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited in vain until " + what);
      }
      Thread.onSpinWait();
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting until " + what, e);
      }
    }
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Host and port, as a configuration names them. */
  public String authority() {
    return address().getAddress().getHostAddress() + ":" + port();
  }

  /** Changes what the connections accepted from now on do. */
  public ScriptedOrigin script(Script next) {
    script = next;
    return this;
  }

  /** Refuses clients that present no certificate of the authority that its TLS context trusts. */
  public ScriptedOrigin demandCertificates() {
    demandsCertificates = true;
    return this;
  }

  /** How many connections were accepted so far. */
  public int accepted() {
    return accepted.get();
  }

  /** How many connections are open now. */
  public int open() {
    return open.size();
  }

  /** The request heads read so far, in order, as they came. */
  public List<String> received() {
    return received;
  }

  /** What scripts threw; a client that went away is no failure. */
  public List<Throwable> failures() {
    return failures;
  }

  /** Closes every connection that is open now, with a reset. */
  public void resetConnections() {
    for (Socket socket : open) {
      abort(socket);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    resetConnections();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        int number = accepted.getAndIncrement();
        Script current = script;
        open.add(socket);
        Thread.ofVirtual()
            .name("scripted-origin-" + number)
            .start(() -> converse(socket, number, current));
      } catch (IOException e) {
        if (!closed) {
          failures.add(e);
        }
        return;
      }
    }
  }

  private void converse(Socket socket, int number, Script current) {
    try (socket) {
      Socket spoken = socket;
      if (tls != null) {
        SSLSocket secure =
            (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secure.setUseClientMode(false);
        secure.setNeedClientAuth(demandsCertificates);
        secure.startHandshake();
        spoken = secure;
      }
      try (Socket speaking = spoken) {
        current.run(new Conversation(speaking, socket, number, received));
      }
    } catch (IOException e) {
      // The client, or close(), ended the connection: scripts are written for that.
    } catch (Exception | AssertionError e) {
      if (!closed) {
        failures.add(e);
      }
    } finally {
      open.remove(socket);
    }
  }

  static void abort(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // Closed already: that is what was wanted.
    }
  }
}
