/** What an emulator plays and nobody else knows. Read {@link cevns.daq.truth.PulseSource} first. */
package cevns.daq.truth;
