package org.paincare.gateway.limit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the replicas share of the quotas, in the gateway's own database. Never called while a request waits. */
@Singleton
class LimitPool {

    /** Sorted, so that two replicas that want the same never wait for each other in a circle. */
    private static final String LEASE =
            "SELECT w.bucket, limit_lease(w.bucket, w.wished, w.every, w.whole) FROM (SELECT *"
                    + " FROM unnest(?::uuid[], ?::int[], ?::bigint[], ?::bigint[]) AS u (bucket, wished, every, whole)"
                    + " ORDER BY bucket) w";

    /** Whole for a minute: as good as new. What another replica holds at this moment waits for the next time. */
    private static final String FORGET = "DELETE FROM limit_pool WHERE bucket IN (SELECT bucket FROM limit_pool"
            + " WHERE whole_at < (extract(epoch FROM clock_timestamp()) - 60) * 1000000 ORDER BY whole_at LIMIT 1000"
            + " FOR UPDATE SKIP LOCKED)";

    private final boolean present;
    private final Supplier<? extends DataSource> database;

    @Inject
    LimitPool(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") Optional<String> url,
            Instance<AgroalDataSource> database) {
        this.present = url.isPresent();
        this.database = database::get;
    }

    LimitPool(DataSource database) {
        this.present = true;
        this.database = () -> database;
    }

    boolean isPresent() {
        return present;
    }

    /**
     * What one replica wishes of one partition.
     *
     * @param pool    the shared part of the quota
     */
    record Wish(Policy pool, String partition, int requests) {
        /** Names nobody: who was counted cannot be read from the database. */
        UUID bucket() {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest((pool.name() + ' ' + pool.quota() + ' ' + partition).getBytes(StandardCharsets.UTF_8));
                ByteBuffer bytes = ByteBuffer.wrap(hash);
                return new UUID(bytes.getLong(), bytes.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What is granted of each wish, by bucket; all together or, where the database is away, nothing. */
    Map<UUID, Integer> lease(List<Wish> wishes) throws SQLException {
        var sorted = new TreeMap<UUID, Wish>();
        wishes.forEach(wish -> sorted.put(wish.bucket(), wish));
        var requests = new ArrayList<Integer>();
        var every = new ArrayList<Long>();
        var whole = new ArrayList<Long>();
        sorted.values().forEach(wish -> {
            long interval = TimeUnit.NANOSECONDS.toMicros(wish.pool().interval());
            requests.add(wish.requests());
            every.add(Math.max(1, interval));
            whole.add(Math.max(1, interval) * wish.pool().quota());
        });
        try (Connection connection = database.get().getConnection();
                PreparedStatement lease = connection.prepareStatement(LEASE)) {
            Array[] arrays = {
                connection.createArrayOf("uuid", sorted.keySet().toArray()),
                connection.createArrayOf("int4", requests.toArray()),
                connection.createArrayOf("int8", every.toArray()),
                connection.createArrayOf("int8", whole.toArray())
            };
            for (int i = 0; i < arrays.length; i++) {
                lease.setArray(i + 1, arrays[i]);
            }
            var granted = new HashMap<UUID, Integer>();
            try (ResultSet rows = lease.executeQuery()) {
                while (rows.next()) {
                    granted.put(rows.getObject(1, UUID.class), rows.getInt(2));
                }
            }
            return granted;
        }
    }

    /** Forgets what nobody has asked for lately. */
    void forget() throws SQLException {
        try (Connection connection = database.get().getConnection();
                PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.executeUpdate();
        }
    }
}
