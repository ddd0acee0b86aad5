CREATE TABLE delivery_windows (
  parcel_id text PRIMARY KEY REFERENCES parcels (id),
  tour_id text NOT NULL,
  starts_at timestamptz NOT NULL,
  chosen_at timestamptz NOT NULL
);
