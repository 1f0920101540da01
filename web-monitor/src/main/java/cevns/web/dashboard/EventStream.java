package cevns.web.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The stream that every open page listens to: {@code state} and {@code heartbeat} once a second,
 * {@code snapshot} whenever there is a newer one (looked for five times a second). Server-sent
 * events; confined to the event loop.
 *
 * <p>A browser that is still busy with what it has is left out of a round. Since each round sends
 * the newest and nothing is queued, it then gets the newest and never a backlog.
 */
final class EventStream {

    /** Milliseconds from one look at the feed to the next. */
    static final long TICK_MS = 200;

    private static final int TICKS_A_SECOND = (int) (1000 / TICK_MS);
    private static final int MOST_VIEWERS = 200;
    private static final List<String> TOPICS = List.of("state", "snapshot", "heartbeat");

    private final Feed feed;
    private final Viewers viewers;
    private final StateMessage state;
    private final Set<Client> clients = new LinkedHashSet<>();
    private long ticks;
    private Published framed;
    private Buffer frame;

    private static final class Client {
        final HttpServerResponse response;
        final Set<String> topics;
        String seen;
        Published waiting;

        Client(HttpServerResponse response, Set<String> topics, String seen) {
            this.response = response;
            this.topics = topics;
            this.seen = seen;
        }
    }

    EventStream(Feed feed, Viewers viewers) {
        this.feed = feed;
        this.viewers = viewers;
        state = new StateMessage(feed, viewers);
    }

    /** Answers {@code /api/stream?topics=state,snapshot,heartbeat&last=ID}. */
    void open(RoutingContext context) {
        HttpServerResponse response = context.response();
        String wanted = context.request().getParam("topics");
        Set<String> topics = new LinkedHashSet<>(TOPICS);
        if (wanted != null) {
            topics.retainAll(List.of(wanted.split(",", 16)));
        }
        if (topics.isEmpty()) {
            plain(response, 400, "topics: " + wanted + " names none of " + TOPICS);
            return;
        }
        if (clients.size() >= MOST_VIEWERS) {
            plain(response, 503, "there are " + MOST_VIEWERS + " viewers already");
            return;
        }
        response.setChunked(true);
        response.putHeader("content-type", "text/event-stream; charset=utf-8");
        response.putHeader("cache-control", "no-store");
        response.putHeader("x-accel-buffering", "no");
        Client client = new Client(response, topics, lastSeen(context));
        clients.add(client);
        viewers.came();
        response.exceptionHandler(gone -> leave(client));
        response.closeHandler(gone -> leave(client));
        send(client, event("heartbeat", "", heartbeat()), "heartbeat");
        send(client, event("state", "", state()), "state");
        sendSnapshot(client, feed.latest());
    }

    /** One round; called every {@link #TICK_MS}. */
    void tick() {
        boolean second = ticks++ % TICKS_A_SECOND == 0;
        if (clients.isEmpty()) {
            return;
        }
        Published latest = feed.latest();
        Buffer heartbeat = second ? event("heartbeat", "", heartbeat()) : null;
        Buffer state = second ? event("state", "", state()) : null;
        for (Client client : List.copyOf(clients)) {
            if (second) {
                send(client, heartbeat, "heartbeat");
                send(client, state, "state");
            }
            sendSnapshot(client, latest);
        }
    }

    private void sendSnapshot(Client client, Published latest) {
        if (latest == null || Objects.equals(latest.id(), client.seen)) {
            return;
        }
        if (latest != framed) {
            framed = latest;
            frame = event("snapshot", "id: " + latest.id() + "\n", oneLine(latest.json()));
        }
        if (!client.topics.contains("snapshot")) {
            return;
        }
        if (client.waiting != null && client.waiting != latest) {
            viewers.skipped();
        }
        boolean sent = send(client, frame, "snapshot");
        client.seen = sent ? latest.id() : client.seen;
        client.waiting = sent ? null : latest;
    }

    /** False when the browser does not want it or is still busy with the last. */
    private boolean send(Client client, Buffer event, String topic) {
        if (!client.topics.contains(topic)
                || client.response.closed()
                || client.response.writeQueueFull()) {
            return false;
        }
        client.response.write(event);
        return true;
    }

    private void leave(Client client) {
        if (clients.remove(client)) {
            viewers.left();
        }
    }

    private static String lastSeen(RoutingContext context) {
        String header = context.request().getHeader("last-event-id");
        return header != null ? header : context.request().getParam("last");
    }

    private Buffer state() {
        return state.at(System.currentTimeMillis()).toBuffer();
    }

    private static Buffer heartbeat() {
        return Buffer.buffer("{\"serverTimeMs\":" + System.currentTimeMillis() + "}");
    }

    private static Buffer event(String name, String id, Buffer data) {
        return Buffer.buffer("event: " + name + "\n" + id + "data: ")
                .appendBuffer(data)
                .appendString("\n\n");
    }

    /** The bytes without their line end, which would end the event. */
    static Buffer oneLine(byte[] json) {
        int length = json.length;
        while (length > 0 && json[length - 1] == '\n') {
            length--;
        }
        return Buffer.buffer().appendBytes(json, 0, length);
    }

    static void plain(HttpServerResponse response, int status, String text) {
        response.setStatusCode(status)
                .putHeader("content-type", "text/plain; charset=utf-8")
                .end(text + "\n");
    }
}
