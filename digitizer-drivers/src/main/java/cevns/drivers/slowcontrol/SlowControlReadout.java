package cevns.drivers.slowcontrol;

import cevns.daq.record.LossCause;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.link.ByteLink;
import cevns.drivers.link.Reconnect;
import cevns.drivers.link.SourceStatus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instrument during one run, from start to stop; all of it but {@link #stop} and {@link
 * #reason} on the device's thread.
 *
 * <pre>
 *  CONNECTING ─► READY (identified) ─► RUNNING ◄─► STALLED (no answer for stalled_after_s)
 *       ▲                                 │            │
 *       └──── link lost, three answers in a row make no sense, or none for reconnect_after_s
 * </pre>
 *
 * A poll that could not be made is lost like one that was not answered, so that the number of lost
 * readings is always known.
 */
final class SlowControlReadout implements Runnable, Readings {

    private static final Logger LOG = LoggerFactory.getLogger(SlowControlReadout.class);
    private static final int MS = 1_000_000;

    /** So many questions in a row without a sensible answer, and the link is opened anew. */
    private static final int MOST_SENSELESS = 3;

    private final SourceDescription description;
    private final SlowControlOptions options;
    private final RecordSink sink;
    private final WallClock clock;
    private final List<Question> questions;
    private final int readingsPerPoll;
    private final Reconnect reconnect;
    private final SourceStatus status;
    private final Holes holes;
    private final Schedule schedule;

    private boolean failedBefore;
    private int senseless;
    private long answeredNano;
    private String trouble = "";
    private volatile boolean stopped;

    SlowControlReadout(
            SourceDescription description,
            SlowControlOptions options,
            RecordSink sink,
            WallClock clock) {
        this.description = description;
        this.options = options;
        this.sink = sink;
        this.clock = clock;
        questions = description.instrument().questions();
        readingsPerPoll = questions.stream().mapToInt(Question::readings).sum();
        reconnect = new Reconnect(options.reconnectSeconds());
        status = new SourceStatus(LOG, description.name(), sink, clock);
        holes = new Holes(sink);
        schedule = new Schedule(options.pollMs() * MS, System.nanoTime());
    }

    /** Why the state is what it is; from any thread. */
    String reason() {
        return status.reason();
    }

    /** Asks for the end; from any thread. No wait is longer than a second. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        sink.info(description.info(Identity.UNKNOWN, clock.nowNs()));
        status.enter(SourceState.CONNECTING, "");
        while (!stopped) {
            try {
                connected();
            } catch (IOException e) {
                closed(e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("{}: the driver failed", description.name(), e);
                closed(e.toString());
            }
        }
        holes.close();
        status.enter(SourceState.DISCONNECTED, "");
    }

    @Override
    public void tell(int channel, double value, Quality quality) {
        sink.reading(channel, value, quality, clock.nowNs());
    }

    @Override
    public long nowNs() {
        return clock.nowNs();
    }

    private void connected() throws IOException {
        try (ByteLink opened = options.link()) {
            goesOn();
            opened.open();
            Dialogue dialogue =
                    new Dialogue(
                            opened,
                            sink.counters(),
                            options.timeoutMs(),
                            options.gapMs(),
                            this::goesOn);
            Identity identity = identify(dialogue);
            sink.info(description.info(identity, clock.nowNs()));
            status.enter(SourceState.READY, "");
            senseless = 0;
            answeredNano = System.nanoTime();
            if (failedBefore) { // else it was only being set up
                miss();
                holes.close(); // a program that is killed after this has told of it
            }
            schedule.restart(System.nanoTime());
            while (true) {
                dialogue.pause(schedule.waitNs(System.nanoTime()));
                lose(schedule.overslept(System.nanoTime()));
                poll(dialogue);
            }
        }
    }

    private Identity identify(Dialogue dialogue) throws IOException {
        try {
            return description.instrument().identify(dialogue);
        } catch (BadAnswer e) {
            count(e);
            throw new IOException("it does not say what it is: " + e.getMessage(), e);
        }
    }

    private void poll(Dialogue dialogue) throws IOException {
        long dueNs = clock.nowNs();
        trouble = "";
        int next = 0;
        try {
            while (next < questions.size()) {
                watch();
                BadAnswer bad = ask(dialogue, questions.get(next));
                if (bad == null) {
                    answered();
                    next++;
                } else {
                    next = unanswered(bad, next, dueNs);
                }
            }
            watch();
        } finally {
            if (!stopped) { // the link was lost before all was asked
                lose(LossCause.LINK, next, questions.size(), dueNs);
            }
            schedule.polled(System.nanoTime());
        }
        holes.polled();
        if (status.state() == SourceState.RUNNING && !trouble.equals(status.reason())) {
            tellTrouble();
        }
    }

    /** Counts what is lost; the number of the question to go on with. */
    private int unanswered(BadAnswer bad, int question, long dueNs) {
        trouble = bad.getMessage();
        // Where one question found silence, so would all that is still to be asked.
        int next = bad.cause() == LossCause.LINK ? questions.size() : question + 1;
        lose(bad.cause(), question, next, dueNs);
        return next;
    }

    private void lose(LossCause cause, int from, int to, long dueNs) {
        if (from < to) {
            int readings = questions.subList(from, to).stream().mapToInt(Question::readings).sum();
            holes.add(cause, readings, dueNs, clock.nowNs());
        }
    }

    /** The log is told when it begins and when it is over, not of each kind of noise. */
    private void tellTrouble() {
        if (trouble.isEmpty() == status.reason().isEmpty()) {
            status.enterUnlogged(SourceState.RUNNING, trouble);
        } else {
            status.enter(SourceState.RUNNING, trouble);
        }
    }

    /** Null for success, else why the last try had none. */
    private BadAnswer ask(Dialogue dialogue, Question question) throws IOException {
        BadAnswer last = null;
        for (int tries = 0; tries <= options.retries(); tries++) {
            try {
                question.ask(dialogue, this);
                return null;
            } catch (BadAnswer e) {
                count(e);
                last = e;
                if (e.cause() == LossCause.DEVICE) {
                    return e;
                }
                dialogue.settle();
            }
        }
        senseless = last.cause() == LossCause.LINK ? senseless : senseless + 1;
        return last;
    }

    private void answered() {
        senseless = 0;
        answeredNano = System.nanoTime();
        reconnect.succeeded();
        if (status.state() != SourceState.RUNNING) {
            status.enter(SourceState.RUNNING, "");
        }
    }

    private void count(BadAnswer bad) {
        if (bad.fault() != null) {
            sink.counters().refuse(bad.fault());
        }
        LOG.debug("{}: {}", description.name(), bad.getMessage());
    }

    private void watch() throws IOException {
        if (senseless >= MOST_SENSELESS) {
            throw new IOException(MOST_SENSELESS + " answers in a row make no sense: " + trouble);
        }
    }

    /** What is due while the thread waits for the instrument. */
    private void goesOn() throws IOException {
        if (stopped) {
            throw new IOException("stopped");
        }
        long nano = System.nanoTime();
        SourceState now = status.state();
        if (now == SourceState.RUNNING || now == SourceState.STALLED || now == SourceState.READY) {
            long silentMs = (nano - answeredNano) / MS;
            if (silentMs > options.reconnectAfterMs()) {
                throw new IOException(
                        "no answer for " + options.reconnectAfterMs() / 1000.0 + " s");
            }
            if (silentMs > options.stalledAfterMs() && now != SourceState.STALLED) {
                status.enter(
                        SourceState.STALLED,
                        "no answer for " + options.stalledAfterMs() / 1000.0 + " s");
            }
        }
        status.writeIfDue();
    }

    private void closed(String why) {
        if (stopped) {
            return;
        }
        failedBefore = true;
        holes.linkLost();
        status.fail(SourceState.CONNECTING, why);
        long until = System.nanoTime() + reconnect.nextDelayMs() * MS;
        while (!stopped && System.nanoTime() < until) {
            LockSupport.parkNanos(20L * MS);
            miss();
            status.writeIfDue();
        }
    }

    /** Counts the polls that were due and could not be made. */
    private void miss() {
        lose(schedule.missed(System.nanoTime()));
    }

    private void lose(long polls) {
        if (polls > 0) {
            long nowNs = clock.nowNs();
            long sinceNs = (polls - 1) * options.pollMs() * MS;
            holes.add(LossCause.LINK, polls * readingsPerPoll, nowNs - sinceNs, nowNs);
        }
    }
}
