package org.paincare.gateway.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paincare.gateway.route.Lane;
import org.paincare.gateway.route.Upstream;

/** Every setting of the gateway with its default; what a row of the route table says comes first. */
@ConfigMapping(prefix = "paincare.gateway")
public interface GatewaySettings {

    /** Address to listen on. */
    String host();

    /** Port to listen on. */
    int port();

    /** The address clients use, named in the API document. */
    URI publicUrl();

    /** Addresses of the services by name (patient, session, outcome), one for each replica. */
    Map<Upstream, List<URI>> upstreams();

    Probing probing();

    /** First byte to whole header; also how long a new connection may be silent. */
    @WithDefault("10s")
    Duration headerDeadline();

    /** How long a connection stays open between two requests. */
    @WithDefault("75s")
    Duration keepAlive();

    /** Most connections of clients at one time; the next is closed at once. */
    @WithName("connections.most")
    @WithDefault("10000")
    int mostConnections();

    /** The span over which the speed of a request body is looked at. */
    @WithDefault("7s")
    Duration bodySpan();

    /** The least a request body must bring in one second, in bytes. */
    @WithDefault("256")
    int bodyFloor();

    /** How long a client may leave a full answer unread before it is cut off. */
    @WithDefault("12s")
    Duration readerStall();

    /** How long an answer may pause between two parts; event streams send a heartbeat every 2 s. */
    @WithDefault("15s")
    Duration answerIdle();

    /** The size of an answer, in bytes, from which it is compressed for a client that takes it. */
    @WithDefault("2048")
    long compressFrom();

    /** Time to open a connection to a service. */
    @WithDefault("1s")
    Duration connectTimeout();

    /** How long a request waits for a free connection to a service. */
    @WithDefault("2s")
    Duration queueTimeout();

    /** No route's deadline is longer than this; below what a load balancer in front waits. */
    @WithDefault("120s")
    Duration longestDeadline();

    /** A route's deadline within the longest, in milliseconds. */
    default long deadlineMillis(Duration ofRoute) {
        return Math.min(ofRoute.toMillis(), longestDeadline().toMillis());
    }

    /** Deadline of each part of a composed answer. */
    @WithDefault("2s")
    Duration partDeadline();

    /** How long the gateway says that it is not ready, and serves, before it takes no new connection. */
    @WithDefault("0s")
    Duration drainNotice();

    /** How long requests in flight may go on when the gateway is told to stop. */
    @WithDefault("5s")
    Duration drain();

    /** How old the merged API document may be before the services are asked again. */
    @WithName("openapi-age")
    @WithDefault("30s")
    Duration openApiAge();

    /** Connections to each replica by lane: normal, bedside, stream. */
    Map<Lane, Pool> pools();

    LimitSettings limits();

    Turns turns();

    Breaking breaking();

    Token token();

    Board board();

    CorsSettings cors();

    Tls tls();

    ServiceTls serviceTls();

    Clients clients();

    /** TLS to callers, at a port of its own beside the plain one. */
    interface Tls {
        /** PEM file of the certificate shown to callers and what it was signed by; without it there is no TLS here. */
        Optional<Path> certificate();

        /** PEM file of its key: PKCS 8, not encrypted. */
        Optional<Path> key();

        @WithDefault("8443")
        int port();

        /** Whether the plain port answers health and metrics alone. */
        @WithDefault("false")
        boolean only();

        /** How often the files of certificates, here and to services, are looked at for a change. */
        @WithDefault("10s")
        Duration reload();
    }

    /** TLS to services whose address is https. */
    interface ServiceTls {
        /** PEM file of the authorities whose certificates are believed; without it the JDK's. */
        Optional<Path> ca();

        /** PEM file of the certificate the gateway shows to services that ask for one. */
        Optional<Path> certificate();

        /** PEM file of its key: PKCS 8, not encrypted. */
        Optional<Path> key();
    }

    /** How replicas are found that hang. */
    interface Probing {
        /** From one answer to the next question. */
        @WithDefault("500ms")
        Duration every();

        /** How long a replica may be silent when asked whether it lives. */
        @WithDefault("1s")
        Duration timeout();

        /** Pauses double up to this while a replica is out. */
        @WithDefault("4s")
        Duration longestPause();

        /** How long a living replica may leave readings waiting while another answers. */
        @WithDefault("1500ms")
        Duration stuckAfter();

        /** How many readings must wait for that. */
        @WithDefault("5")
        int stuckWaiting();
    }

    /** One lane's connections to one replica, for the whole process. */
    interface Pool {
        /** Most connections at one time. */
        int size();

        /** Most requests that wait for one; the next is refused with 503. */
        int queue();
    }

    /** How much callers and clinics may ask for. */
    interface LimitSettings {
        /** Replicas of the gateway: each counts for itself and gets its share of the quotas. */
        @WithDefault("1")
        int replicas();

        /** Each person. */
        Rate person();

        /** Each partner, device or service by its own token. */
        Rate partner();

        /** Each client by its own token where the registry has put it in another class: low, high. */
        Map<String, Rate> classes();

        /** Each caller, at the bedside; counted apart from everything else. */
        Rate bedside();

        /** All people and partners of one clinic together, but for the bedside. */
        Rate clinic();

        /** Each address, where no token is asked; behind a load balancer that is all its clients together. */
        Rate open();

        /** Requests of one clinic that may be under way, but for the bedside and streams; less than the normal pool. */
        int clinicInFlight();
    }

    /** How clinics share a busy service. */
    interface Turns {
        /**
         * Requests that one replica of a service may have under way, but for the bedside and streams; clinics take turns for
         * what is more. Above the service's database connections a busy clinic would make the others wait there.
         */
        @WithDefault("20")
        int atOnce();

        /** How long a request waits for its turn; then it is refused with 503. */
        @WithDefault("5s")
        Duration patience();
    }

    /** So many requests in so long a time. */
    interface Rate {
        int requests();

        @WithDefault("60s")
        Duration within();
    }

    /** When a service that does not answer is no longer asked. */
    interface Breaking {
        /** How many of the last requests are looked at; half of them unanswered open the circuit. */
        @WithDefault("20")
        int calls();

        /** How long nothing is sent; then one request at a time tries. */
        @WithDefault("2s")
        Duration pause();
    }

    /** What an access token must look like before its signature is even checked. */
    interface Token {
        /** Accepted signature algorithms. */
        @WithDefault("RS256,ES256")
        Set<String> algorithms();

        /** Accepted header types, in lower case; an ID token is not one of them. */
        @WithDefault("at+jwt")
        Set<String> types();

        /** How long a good token is taken as good before its signature is checked again. */
        @WithDefault("30s")
        Duration trusted();
    }

    /** The reference board. */
    interface Board {
        /** The issuer's public client by which people log in at the board: code with PKCE. */
        @WithDefault("paincare-frontend")
        String clientId();
    }

    /** Programs that may call, as the registry in the gateway's own database has them. */
    interface Clients {
        /** What happens to a client of the issuer that the caller's clinic has not registered. */
        @WithDefault("refuse")
        Unregistered unregistered();

        /** Clients of this installation itself, which need no registration: the login of people. */
        @WithDefault("paincare-frontend,paincare-cli")
        Set<String> firstParty();

        /** Whether the gateway migrates its database itself. */
        @WithDefault("${PAINCARE_MIGRATE_AT_START:true}")
        boolean migrate();

        /** How often the registry is read and usage written; so long a change may be unknown to another replica. */
        @WithDefault("5s")
        Duration refresh();

        /** How long what was read goes on to count while the database is away. */
        @WithDefault("1h")
        Duration trusted();

        /** Pause between two cycles of the sealer of the registry's audit. */
        @WithDefault("2s")
        Duration sealEvery();

        /** Pause between two parts of the walk along all chains of that audit. */
        @WithDefault("10s")
        Duration walkEvery();

        /** Clients a local system begins with, each client@clinic; not under the production profile. */
        Optional<List<String>> seed();
    }

    /** See {@link Clients#unregistered}. */
    enum Unregistered {
        REFUSE,
        ACCEPT
    }

    /** Web pages that may call the API. */
    interface CorsSettings {
        /** Exact origins. */
        Optional<List<String>> origins();

        /** Whether any http://localhost origin may, for development. */
        @WithDefault("false")
        boolean localhost();
    }
}
