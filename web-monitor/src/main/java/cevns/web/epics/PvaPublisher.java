package cevns.web.epics;

import cevns.analysis.monitor.Snapshot;
import cevns.daq.config.PublishConfig;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.record.RunMode;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.epics.PvaNetwork;
import cevns.web.control.RunState;
import cevns.web.dashboard.Feed;
import cevns.web.dashboard.Health;
import cevns.web.dashboard.Published;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the newest snapshot as PV Access variables, on a thread of its own, at most five times
 * a second. Their time is that of the data. A number that a snapshot does not have, such as one
 * that is blinded, has no variable; it gets one when it may be told, and loses it again when it may
 * not.
 */
public final class PvaPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PvaPublisher.class);
    private static final long PERIOD_MS = 200;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final String RUN_STATE = "Run:State";
    private static final String RUN_MODE = "Run:Mode";

    private final PublishConfig config;
    private final Feed feed;
    private final WallClock clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(PvaPublisher::thread);
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private PvaNetwork.Server server;
    private Published shown;
    private long shownNano;
    private RunState state;

    /**
     * Makes a publisher that publishes nothing yet.
     *
     * @param clock gives the time of a change of the run's state
     */
    public PvaPublisher(PublishConfig config, Feed feed, WallClock clock) {
        this.config = config;
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * Begins to publish.
     *
     * @return where clients search
     * @throws IOException if the address cannot be had
     */
    public InetSocketAddress start() throws IOException {
        server = PvaNetwork.server(new InetSocketAddress(config.host(), config.port()));
        thread.scheduleAtFixedRate(this::publish, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
        return server.searchedAt();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.warn("the publisher is still busy a second after it was to end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever interrupts does not want to wait
        }
        if (server != null) {
            variables.values().forEach(Variable::close);
            server.server().close();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "pva-publisher");
        thread.setDaemon(true);
        return thread;
    }

    // A periodic task that throws would never run again, and nobody would know.
    private void publish() {
        try {
            Health health = feed.health();
            state(health);
            Published latest = feed.latest();
            if (latest == null) {
                return;
            }
            long nano = System.nanoTime();
            if (latest != shown) {
                shown = latest;
                shownNano = nano;
                snapshot(latest.snapshot());
            } else if (health.state() == RunState.RUNNING
                    && nano - shownNano > config.staleS() * SECOND_NS) {
                stale(latest.snapshot());
            }
        } catch (RuntimeException e) {
            LOG.error("publishing failed", e);
        }
    }

    private void state(Health health) {
        if (health.state() != state) {
            state = health.state();
            Alarm alarm = state == RunState.ERROR ? Alarm.error(health.reason()) : Alarm.NONE;
            choice(RUN_STATE, RunState.values()).tell(state.ordinal(), alarm, clock.nowNs());
        }
    }

    private void snapshot(Snapshot snapshot) {
        RunConfig run = feed.config();
        long timeNs = snapshot.timeNs();
        choice(RUN_MODE, RunMode.values()).tell(snapshot.mode().ordinal(), Alarm.NONE, timeNs);
        for (Quantity quantity : Numbers.of(run)) {
            Double value = quantity.value().apply(snapshot);
            if (value == null) {
                remove(quantity.name());
            } else {
                number(quantity).tell(value, alarm(quantity, snapshot, value), timeNs);
            }
        }
        for (SourceConfig source : run.sources()) {
            Snapshot.Source told = Numbers.source(snapshot, source.name());
            if (told != null) {
                String name = "Source:" + Numbers.word(source.name()) + ":State";
                choice(name, SourceState.values())
                        .tell(told.state().ordinal(), Alarm.of(told.state()), timeNs);
            }
        }
    }

    private static Alarm alarm(Quantity quantity, Snapshot snapshot, double value) {
        boolean ledger = quantity.name().equals(Numbers.RESIDUAL) && value != 0;
        return ledger ? Alarm.LEDGER : Alarm.of(snapshot, value);
    }

    /** The moment at which data should have come: none is older than what the archive has. */
    private void stale(Snapshot last) {
        long sinceNs = last.timeNs() + Math.round(config.staleS() * SECOND_NS);
        variables.forEach(
                (name, variable) -> {
                    if (!name.equals(RUN_STATE)) {
                        variable.stale(sinceNs);
                    }
                });
    }

    private Variable number(Quantity quantity) {
        return variables.computeIfAbsent(
                quantity.name(),
                name -> Variable.number(server.server(), config.prefix(), quantity));
    }

    private Variable choice(String of, Enum<?>[] all) {
        return variables.computeIfAbsent(
                of, name -> Variable.choice(server.server(), config.prefix() + name, words(all)));
    }

    private static String[] words(Enum<?>[] all) {
        String[] words = new String[all.length];
        for (int i = 0; i < all.length; i++) {
            words[i] = all[i].name().toLowerCase(Locale.ROOT);
        }
        return words;
    }

    private void remove(String name) {
        Variable gone = variables.remove(name);
        if (gone != null) {
            gone.close();
        }
    }
}
