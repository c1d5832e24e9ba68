package dev.skerry.origin.objects.policy;

import dev.skerry.origin.objects.policy.Grantee.Group;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Access control lists as octets of rows: a format number, the owner, how many grants, and for each
 * who and what in one octet, with a canonical id after it where it is another's than the owner's.
 * An id of 64 hexadecimal digits takes 33 octets, so the list with which everything begins takes
 * 36.
 */
public final class AclOctets {
  /** The most that a list can take. */
  public static final int MOST_OCTETS = 27_000;

  private static final int FORMAT = 1;
  private static final int OWNER = 0;
  private static final int CANONICAL = 1;

  /** What follows the two: a group is this many and its place in {@link #GROUPS}. */
  private static final int FIRST_GROUP = 2;

  /** Never in another order, for rows have the places. */
  private static final List<Group> GROUPS =
      List.of(Group.ALL_USERS, Group.AUTHENTICATED_USERS, Group.LOG_DELIVERY);

  /** Never in another order, for rows have the places. */
  private static final List<Permission> PERMISSIONS =
      List.of(
          Permission.READ,
          Permission.WRITE,
          Permission.READ_ACP,
          Permission.WRITE_ACP,
          Permission.FULL_CONTROL);

  private static final int SHIFT = 4;
  private static final int PERMISSION = 0x0F;
  private static final int PACKED = 0;
  private static final int PACKED_OCTETS = 32;
  private static final int MAX_ID_OCTETS = 255;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private AclOctets() {}

  /**
   * Writes a list.
   *
   * @throws IllegalArgumentException for an id that no account has: of more than 255 octets
   */
  public static byte[] write(Acl acl) {
    ByteBuffer out = ByteBuffer.allocate(MOST_OCTETS);
    out.put((byte) FORMAT);
    writeId(out, acl.owner());
    out.put((byte) acl.grants().size());
    for (Grant grant : acl.grants()) {
      int permission = PERMISSIONS.indexOf(grant.permission());
      switch (grant.grantee()) {
        case Grantee.Canonical(String id) when id.equals(acl.owner()) ->
            out.put((byte) (OWNER << SHIFT | permission));
        case Grantee.Canonical(String id) -> {
          out.put((byte) (CANONICAL << SHIFT | permission));
          writeId(out, id);
        }
        case Group group -> {
          int who = FIRST_GROUP + GROUPS.indexOf(group);
          out.put((byte) (who << SHIFT | permission));
        }
      }
    }
    byte[] octets = new byte[out.position()];
    out.flip().get(octets);
    return octets;
  }

  /**
   * Reads a list.
   *
   * @throws IllegalArgumentException when the octets are not of one
   */
  public static Acl read(byte[] octets) {
    ByteBuffer in = ByteBuffer.wrap(octets);
    try {
      int format = in.get();
      if (format != FORMAT) {
        throw damaged("format " + format + ", expected " + FORMAT);
      }
      String owner = readId(in);
      int count = in.get();
      if (count < 0 || count > Acl.MOST_GRANTS) {
        throw damaged(count + " grants, expected at most " + Acl.MOST_GRANTS);
      }
      List<Grant> grants = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        grants.add(readGrant(in, owner));
      }
      if (in.hasRemaining()) {
        throw damaged(in.remaining() + " octets after its end");
      }
      return new Acl(owner, grants);
    } catch (BufferUnderflowException e) {
      throw damaged("an end before its end");
    }
  }

  private static Grant readGrant(ByteBuffer in, String owner) {
    int octet = in.get() & 0xFF;
    int permission = octet & PERMISSION;
    int who = octet >>> SHIFT;
    if (permission >= PERMISSIONS.size() || who >= FIRST_GROUP + GROUPS.size()) {
      throw damaged("the grant " + octet);
    }
    Grantee grantee =
        switch (who) {
          case OWNER -> new Grantee.Canonical(owner);
          case CANONICAL -> new Grantee.Canonical(readId(in));
          default -> GROUPS.get(who - FIRST_GROUP);
        };
    return new Grant(grantee, PERMISSIONS.get(permission));
  }

  private static void writeId(ByteBuffer out, String id) {
    if (HEX.matcher(id).matches()) {
      out.put((byte) PACKED).put(HexFormat.of().parseHex(id));
      return;
    }
    byte[] octets = id.getBytes(StandardCharsets.UTF_8);
    if (octets.length == 0 || octets.length > MAX_ID_OCTETS) {
      throw new IllegalArgumentException(
          "a canonical id has " + octets.length + " octets, expected 1 to " + MAX_ID_OCTETS);
    }
    out.put((byte) octets.length).put(octets);
  }

  private static String readId(ByteBuffer in) {
    int length = in.get() & 0xFF;
    byte[] octets = new byte[length == PACKED ? PACKED_OCTETS : length];
    in.get(octets);
    return length == PACKED
        ? HexFormat.of().formatHex(octets)
        : new String(octets, StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException damaged(String what) {
    return new IllegalArgumentException("a row with an access control list has " + what);
  }
}
