package dev.skerry.edge.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A name server on loopback that knows the IPv4 addresses that a test tells it. */
public final class TestDns implements Closeable {
  private static final int HEADER_BYTES = 12;
  private static final int TYPE_A = 1;
  private static final int SERVER_FAILURE = 2;
  private static final int NAME_ERROR = 3;

  private record Zone(int ttlSeconds, List<InetAddress> addresses) {}

  private final DatagramSocket socket;
  private final Map<String, Zone> zones = new ConcurrentHashMap<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile boolean failing;
  private volatile boolean silent;

  private TestDns(DatagramSocket socket) {
    this.socket = socket;
    Thread.ofVirtual().name("test-dns").start(this::serve);
  }

  /** Starts a server that knows no name. */
  public static TestDns start() {
    try {
      return new TestDns(new DatagramSocket(0, ScriptedOrigin.LOOPBACK));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a name stand for the given literal IPv4 addresses. */
  public TestDns set(String name, int ttlSeconds, String... addresses) {
    zones.put(
        name, new Zone(ttlSeconds, Arrays.stream(addresses).map(InetAddress::ofLiteral).toList()));
    return this;
  }

  /** Answers every question with SERVFAIL, or no longer. */
  public TestDns failing(boolean value) {
    failing = value;
    return this;
  }

  /** Answers no question at all, or does again. */
  public TestDns silent(boolean value) {
    silent = value;
    return this;
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** The names that were asked for with type A, in order. */
  public List<String> questions() {
    return questions;
  }

  @Override
  public void close() {
    socket.close();
  }

  private void serve() {
    byte[] buffer = new byte[1500];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
        if (answer != null) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private byte @Nullable [] answer(byte[] query) throws IOException {
    int end = HEADER_BYTES;
    StringBuilder name = new StringBuilder();
    while (query[end] != 0) {
      name.append(new String(query, end + 1, query[end], StandardCharsets.US_ASCII)).append('.');
      end += query[end] + 1;
    }
    name.setLength(Math.max(0, name.length() - 1));
    boolean wantsA = query[end + 2] == TYPE_A;
    if (wantsA) {
      questions.add(name.toString());
    }
    if (silent) {
      return null;
    }
    Zone zone = zones.get(name.toString().toLowerCase(Locale.ROOT));
    List<InetAddress> found = zone == null || !wantsA || failing ? List.of() : zone.addresses();
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(octets);
    out.write(query, 0, 2);
    out.writeShort(0x8180 | (failing ? SERVER_FAILURE : zone == null ? NAME_ERROR : 0));
    out.writeShort(1);
    out.writeShort(found.size());
    out.writeInt(0);
    out.write(query, HEADER_BYTES, end + 5 - HEADER_BYTES);
    for (InetAddress address : found) {
      out.writeShort(0xC000 | HEADER_BYTES);
      out.writeShort(TYPE_A);
      out.writeShort(1);
      out.writeInt(zone == null ? 0 : zone.ttlSeconds());
      out.writeShort(4);
      out.write(address.getAddress());
    }
    return octets.toByteArray();
  }
}
