create table reservations (
  id uuid primary key,
  locker_id text not null references lockers (id),
  parcel text not null,
  created_at timestamptz not null default now(),
  unique (locker_id, parcel)
);

create index reservations_created_at on reservations (created_at);
