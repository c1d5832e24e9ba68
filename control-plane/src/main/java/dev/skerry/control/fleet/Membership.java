package dev.skerry.control.fleet;

import dev.skerry.control.fleet.JoinException.Kind;
import dev.skerry.edge.config.BucketOrigin;
import dev.skerry.edge.config.CertificatePair;
import dev.skerry.edge.config.OriginTls;
import dev.skerry.edge.config.Secret;
import dev.skerry.edge.listener.CertificateAuthority;
import dev.skerry.edge.listener.CertificateAuthority.Issued;
import dev.skerry.edge.listener.CertificateAuthority.Subject;
import dev.skerry.edge.sync.JoinToken;
import dev.skerry.edge.sync.Joining.Identity;
import dev.skerry.edge.sync.Joining.Join;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which edges have joined, and with which certificates they may come. May be used by any thread;
 * all methods ask the engine, and may throw its exceptions.
 */
public final class Membership {
  /** Edges, those that were revoked included. */
  public static final int MOST_EDGES = 1_000;

  /** How long an edge's certificate holds. */
  public static final Duration LIFETIME = Duration.ofDays(30);

  /** The edge in the control plane's own process, which never joins. */
  public static final String LOCAL = "local";

  private static final Member LOCAL_MEMBER =
      new Member(LOCAL, false, Instant.EPOCH, Instant.EPOCH, Instant.MAX, List.of());

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private final Engine engine;
  private final InstantSource clock;
  private final CertificateAuthority authority;
  private final JoinTokens tokens;
  private volatile @Nullable BigInteger localSerial;

  /** That of an engine, with an authority of its own. */
  public Membership(Engine engine, MasterKey master, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
    this.authority = FleetAuthority.open(engine, master, clock);
    this.tokens = new JoinTokens(engine, FleetAuthority.fingerprint(authority), clock);
  }

  /**
   * How the edge in this process speaks to the fleet port: with a certificate that is known only as
   * long as the process lives, and replaces the one before.
   */
  public OriginTls local() {
    Instant end = authority.certificate().getNotAfter().toInstant();
    Issued issued =
        authority.issueClient(
            new Subject(LOCAL, List.of(), Duration.between(clock.instant(), end)));
    localSerial = issued.serial();
    return new OriginTls(
        true,
        authority.certificatePem(),
        new CertificatePair(
            LOCAL,
            issued.certificatePem() + authority.certificatePem(),
            new Secret(issued.keyPem())),
        BucketOrigin.SERVER_NAME);
  }

  /** Tokens with which edges join. */
  public JoinTokens tokens() {
    return tokens;
  }

  /** Who says who is an edge. */
  CertificateAuthority authority() {
    return authority;
  }

  /** All that have joined, the revoked included, in the order of their names. */
  public List<Member> all() {
    return engine.read(Membership::all);
  }

  private static List<Member> all(Reads reads) {
    return reads.scan(Scan.of(FleetRows.members()).upTo(MOST_EDGES)).rows().stream()
        .map(Row::value)
        .map(FleetRows::readMember)
        .toList();
  }

  /** An edge that has joined, revoked or not. */
  public Optional<Member> find(String edge) {
    return Optional.ofNullable(engine.get(FleetRows.member(edge))).map(FleetRows::readMember);
  }

  /**
   * Lets an edge join: uses its token, and gives it a name and a certificate.
   *
   * @throws JoinException if it may not; then its token can be used as before
   */
  Identity join(Join asked) throws JoinException {
    String name = asked.name();
    if (!NAME.matcher(name).matches() || name.equals(LOCAL)) {
      throw new JoinException(
          Kind.WRONG,
          "an edge's name has 1 to 63 letters, digits, '.', '_' and '-', begins with a letter or a"
              + " digit, and is not 'local'; found '%s'"
                  .formatted(name.substring(0, Math.min(80, name.length()))));
    }
    JoinToken token = token(asked.token());
    tokens.require(token); // before anything is done that costs more than a look at a row
    PublicKey key = SigningRequest.key(asked.csr());
    X509Certificate issued = issue(name, key);
    Instant now = now();
    engine.write(
        transaction -> {
          tokens.use(transaction, token);
          Member before = member(transaction, name);
          if (before != null && !before.revoked()) {
            throw new JoinException(
                Kind.TAKEN,
                "an edge '%s' has joined already. Choose another name (--name), or revoke that one: skerry edges revoke %s"
                    .formatted(name, name));
          }
          if (before == null) {
            makeRoom(transaction);
          }
          put(transaction, certified(name, now, now, issued, List.of()));
        });
    return identity(name, issued);
  }

  private static JoinToken token(String text) throws JoinException {
    try {
      return JoinToken.parse(text);
    } catch (IllegalArgumentException e) {
      throw new JoinException(Kind.TOKEN, String.valueOf(e.getMessage()));
    }
  }

  /** Where there are as many as there can be, the one that was revoked first is forgotten. */
  private static void makeRoom(Transaction transaction) throws JoinException {
    List<Member> all = all(transaction);
    if (all.size() < MOST_EDGES) {
      return;
    }
    Member oldest =
        all.stream()
            .filter(Member::revoked)
            .min(Comparator.comparing(Member::changedAt))
            .orElseThrow(
                () ->
                    new JoinException(
                        Kind.FULL, "there are " + MOST_EDGES + " edges, which is the most"));
    transaction.delete(FleetRows.member(oldest.edge()));
  }

  /**
   * Gives an edge another certificate; the one with which it asks holds on until it ends, or until
   * the next renewal.
   *
   * @throws JoinException if it may not come any more, or asks wrongly
   */
  Identity renew(X509Certificate shown, String csr) throws JoinException {
    Member member = authenticate(shown);
    PublicKey key = SigningRequest.key(csr);
    X509Certificate issued = issue(member.edge(), key);
    Instant now = now();
    engine.write(
        transaction -> {
          Member known = accepted(member(transaction, member.edge()), shown);
          List<BigInteger> before = List.of(shown.getSerialNumber());
          put(transaction, certified(known.edge(), known.joinedAt(), now, issued, before));
        });
    return identity(member.edge(), issued);
  }

  /**
   * Who shows a certificate of the authority.
   *
   * @throws JoinException if that one may not come with it any more
   */
  public Member authenticate(X509Certificate shown) throws JoinException {
    if (shown.getSerialNumber().equals(localSerial)) {
      return LOCAL_MEMBER;
    }
    byte[] row = engine.get(FleetRows.member(EdgeName.of(shown)));
    return accepted(row == null ? null : FleetRows.readMember(row), shown);
  }

  private static Member accepted(@Nullable Member known, X509Certificate shown)
      throws JoinException {
    if (known == null || known.revoked()) {
      throw new JoinException(
          Kind.REVOKED, "the edge '" + EdgeName.of(shown) + "' is not wanted any more");
    }
    if (!known.serials().contains(shown.getSerialNumber())) {
      throw new JoinException(
          Kind.REVOKED,
          "the certificate of the edge '" + known.edge() + "' has been replaced by another");
    }
    return known;
  }

  /**
   * An edge is not wanted any more: no certificate that it has lets it in, from now on, and where
   * it is connected it is told so and let go.
   *
   * @return false if there is no such edge, or not any more
   */
  public boolean revoke(String edge, Fleet fleet) {
    boolean revoked = revoke(edge);
    if (revoked) {
      fleet.dismiss(edge);
    }
    return revoked;
  }

  private boolean revoke(String edge) {
    Instant now = now();
    return engine
        .transact(
            transaction -> {
              Member known = member(transaction, edge);
              if (known == null || known.revoked()) {
                return false;
              }
              put(
                  transaction,
                  new Member(edge, true, known.joinedAt(), now, known.certifiedUntil(), List.of()));
              return true;
            })
        .result();
  }

  private X509Certificate issue(String name, PublicKey key) {
    return authority.issueClient(new Subject(name, List.of(), LIFETIME), key);
  }

  private Identity identity(String edge, X509Certificate issued) {
    return new Identity(
        edge, Pem.of(issued) + authority.certificatePem(), authority.certificatePem());
  }

  private static Member certified(
      String edge, Instant joinedAt, Instant now, X509Certificate issued, List<BigInteger> before) {
    List<BigInteger> serials = new ArrayList<>(before);
    serials.add(issued.getSerialNumber());
    return new Member(edge, false, joinedAt, now, issued.getNotAfter().toInstant(), serials);
  }

  private static @Nullable Member member(Reads reads, String edge) {
    byte[] row = reads.get(FleetRows.member(edge));
    return row == null ? null : FleetRows.readMember(row);
  }

  private static void put(Transaction transaction, Member member) {
    transaction.put(FleetRows.member(member.edge()), FleetRows.write(member));
    long changes = SharedRows.membership(transaction);
    transaction.put(SharedRows.membership(), SharedRows.writeCount(changes + 1));
    transaction.emit(SharedRows.TOPIC, new byte[0]);
  }

  /**
   * Takes over who has joined and who was revoked, here or by another control plane.
   *
   * @return the names of the revoked
   */
  Set<String> follow(Fleet fleet) {
    Set<String> revoked = new HashSet<>();
    for (Member member : all()) {
      if (member.revoked()) {
        fleet.dismiss(member.edge());
        revoked.add(member.edge());
      } else {
        fleet.know(member.edge());
      }
    }
    return revoked;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
