export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  // Allows to automatically instantiate createClient with right options
  // instead of createClient<Database, { PostgrestVersion: 'XX' }>(URL, KEY)
  __InternalSupabase: {
    PostgrestVersion: "12"
  }
  api: {
    Tables: {
      [_ in never]: never
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      accept_invitation: { Args: { code: string }; Returns: Json }
      access_log: { Args: { after?: number; size?: number }; Returns: Json }
      activity_figures: {
        Args: { from_day: string; place: string; to_day: string }
        Returns: Json
      }
      add_batch_rows: { Args: { batch: string; rows: Json }; Returns: Json }
      add_roster_rows: { Args: { roster: string; rows: Json }; Returns: Json }
      agenda: {
        Args: { from_day: string; place: string; to_day: string }
        Returns: Json
      }
      answer_booking: {
        Args: { agreed: boolean; id: string; note?: string }
        Returns: Json
      }
      ask_booking: {
        Args: {
          day: string
          from_time: string
          pupils: number
          school: string
          to_time: string
          venue: string
        }
        Returns: Json
      }
      audit_log: {
        Args: { after?: number; filter?: Json; size?: number }
        Returns: Json
      }
      awareness_live: { Args: { period: string }; Returns: Json }
      awareness_release: { Args: Record<PropertyKey, never>; Returns: Json }
      batch: {
        Args: { after?: number; batch: string; size?: number }
        Returns: Json
      }
      batches: { Args: { type?: string }; Returns: Json }
      bookings: { Args: { place?: string; venue?: string }; Returns: Json }
      brief: {
        Args: { event: string; locale: string; origin: string }
        Returns: Json
      }
      cancel_booking: { Args: { id: string }; Returns: Json }
      cancel_claim: { Args: { id: string }; Returns: Json }
      card_gifts: { Args: { counter: string; key_hash: string }; Returns: Json }
      certificate: { Args: { code: string; locale: string }; Returns: Json }
      change_session: {
        Args: {
          act: string
          capacity?: number
          ends_at?: string
          event: string
          note?: Json
          origin: string
          starts_at?: string
        }
        Returns: Json
      }
      channel_reach: {
        Args: { from_day: string; place: string; to_day: string }
        Returns: Json
      }
      check_item: {
        Args: {
          checklist: string
          done_on: string
          item: string
          school: string
        }
        Returns: Json
      }
      checkpoint: { Args: { locale: string; token: string }; Returns: Json }
      claim_gift: { Args: { counter: string; gift: string }; Returns: Json }
      class_answers: {
        Args: { class: string; lesson: string; locale: string }
        Returns: Json
      }
      class_certificates: {
        Args: { class: string; early?: boolean; locale: string }
        Returns: Json
      }
      class_live: {
        Args: { block: string; class: string; lesson: string }
        Returns: Json
      }
      class_page: { Args: { class: string; locale: string }; Returns: Json }
      clear_flag: { Args: { id: number; note: string }; Returns: Json }
      close_class: { Args: { class: string }; Returns: Json }
      content_calendar: {
        Args: { from_day: string; to_day: string }
        Returns: Json
      }
      content_state: { Args: Record<PropertyKey, never>; Returns: Json }
      contest_result: {
        Args: { attempt: string; locale: string }
        Returns: Json
      }
      counter_day: { Args: { counter: string }; Returns: Json }
      counters: { Args: { locale: string }; Returns: Json }
      course_rates: {
        Args: { locale: string; place: string; year: string }
        Returns: Json
      }
      courses: { Args: { locale: string }; Returns: Json }
      create_class: {
        Args: { grade: number; number: number; school: string; seats: number }
        Returns: Json
      }
      districts: { Args: { locale: string }; Returns: Json }
      document: { Args: { key: string; kind: string }; Returns: Json }
      document_revision: {
        Args: { key: string; kind: string; revision: number }
        Returns: Json
      }
      documents: {
        Args: { after?: string; filter?: Json; kind: string; size?: number }
        Returns: Json
      }
      door: { Args: { event: string; origin: string }; Returns: Json }
      draft_brief: { Args: { event: string; origin: string }; Returns: Json }
      drop_batch: { Args: { batch: string }; Returns: Json }
      drop_class_teacher: {
        Args: { class: string; sign_in: string }
        Returns: Json
      }
      drop_roster: { Args: { roster: string }; Returns: Json }
      drop_test: { Args: { test: string }; Returns: Json }
      duty_coverage: {
        Args: { duty: string; from_day: string; place: string; to_day: string }
        Returns: Json
      }
      erase_me: { Args: Record<PropertyKey, never>; Returns: Json }
      erase_seat: { Args: { class: string; seat: number }; Returns: Json }
      event: { Args: { locale: string; slug: string }; Returns: Json }
      event_code: { Args: { event: string; renew?: boolean }; Returns: Json }
      event_feed: {
        Args: { after: string; filter: Json; locale: string; size: number }
        Returns: Json
      }
      event_filters: { Args: { locale: string }; Returns: Json }
      event_month: {
        Args: { filter: Json; locale: string; month: string }
        Returns: Json
      }
      event_sessions: { Args: { event: string }; Returns: Json }
      events: {
        Args: { after?: string; filter: Json; locale: string; size?: number }
        Returns: Json
      }
      export_attempts: {
        Args: {
          after?: string
          from_day: string
          size?: number
          to_day: string
        }
        Returns: Json
      }
      export_documents: {
        Args: { after?: string; filter?: Json; kind: string; size?: number }
        Returns: Json
      }
      flags: { Args: { open?: boolean }; Returns: Json }
      free_seat: { Args: { class: string; seat: number }; Returns: Json }
      gift_stock: { Args: Record<PropertyKey, never>; Returns: Json }
      gifts: { Args: { locale: string }; Returns: Json }
      give_back: {
        Args: { key: string; kind: string; note: string }
        Returns: Json
      }
      grant_role: {
        Args: { place: string; role: string; sign_in: string }
        Returns: Json
      }
      hand_to_card: {
        Args: { counter: string; gift: string; key_hash: string }
        Returns: Json
      }
      hant_overrides: { Args: Record<PropertyKey, never>; Returns: Json }
      hold_hour: {
        Args: {
          class: string
          day: string
          done: number[]
          how: string
          lesson: string
          undone?: number[]
        }
        Returns: Json
      }
      import_commit: { Args: { job: string; mode: string }; Returns: Json }
      import_open: { Args: { kind: string; name: string }; Returns: Json }
      import_rows: {
        Args: { job: string; rows: Json; start: number }
        Returns: Json
      }
      invite: {
        Args: { days?: number; name: string; place: string; role: string }
        Returns: Json
      }
      item_analysis: {
        Args: { form: string; from_day: string; to_day: string }
        Returns: Json
      }
      item_forms: { Args: Record<PropertyKey, never>; Returns: Json }
      join_class: {
        Args: { code: string; locale?: string; seat: number }
        Returns: Json
      }
      knowledge_points: { Args: { locale: string }; Returns: Json }
      leave_class: { Args: Record<PropertyKey, never>; Returns: Json }
      lesson: {
        Args: { course: string; locale: string; name: string }
        Returns: Json
      }
      lesson_notes: { Args: { locale: string; slug: string }; Returns: Json }
      lock_class_code: {
        Args: { class: string; locked: boolean }
        Returns: Json
      }
      make_cards: { Args: { hashes: string[] }; Returns: Json }
      make_test: {
        Args: {
          class: string
          closes_at: string
          minutes: number
          opens_at: string
          questions: number
        }
        Returns: Json
      }
      media: { Args: { hash: string }; Returns: Json }
      move_seat: {
        Args: { class: string; seat: number; to_seat: number }
        Returns: Json
      }
      move_stock: {
        Args: {
          act: string
          amount: number
          counter: string
          gift: string
          note?: string
        }
        Returns: Json
      }
      my_certificate: { Args: Record<PropertyKey, never>; Returns: Json }
      my_class: { Args: { locale: string }; Returns: Json }
      my_classes: { Args: { locale: string }; Returns: Json }
      my_events: { Args: { locale: string }; Returns: Json }
      my_export: { Args: Record<PropertyKey, never>; Returns: Json }
      my_gifts: { Args: Record<PropertyKey, never>; Returns: Json }
      my_passport: { Args: Record<PropertyKey, never>; Returns: Json }
      my_sessions: { Args: Record<PropertyKey, never>; Returns: Json }
      my_stamps: { Args: Record<PropertyKey, never>; Returns: Json }
      my_votes: { Args: Record<PropertyKey, never>; Returns: Json }
      next_year: { Args: { school: string }; Returns: Json }
      notices: { Args: Record<PropertyKey, never>; Returns: Json }
      offer_passport: { Args: Record<PropertyKey, never>; Returns: Json }
      open_batch: {
        Args: {
          as_of: string
          place: string
          rows: number
          source: string
          type: string
        }
        Returns: Json
      }
      open_contest: {
        Args: { locale: string; slug: string; untimed?: boolean }
        Returns: Json
      }
      open_roster: {
        Args: {
          as_of: string
          place: string
          rows: number
          source: string
          year: string
        }
        Returns: Json
      }
      open_test: {
        Args: { locale: string; test: string; untimed?: boolean }
        Returns: Json
      }
      people: { Args: { school?: string }; Returns: Json }
      point_rules: { Args: { locale: string }; Returns: Json }
      practice_bank: { Args: { locale: string }; Returns: Json }
      publish_documents: {
        Args: { keys: string[]; kind: string; revisions?: number[] }
        Returns: Json
      }
      publish_release: { Args: Record<PropertyKey, never>; Returns: Json }
      put_hant_override: {
        Args: { simplified: string; traditional: string }
        Returns: Json
      }
      put_media: { Args: { base64: string; type: string }; Returns: Json }
      put_register_type: { Args: { body: Json }; Returns: Json }
      put_scans: { Args: { scans: Json }; Returns: Json }
      quiz: { Args: { locale: string; slug: string }; Returns: Json }
      quizzes: { Args: { locale: string }; Returns: Json }
      reach_live: {
        Args: { from_month: string; to_month: string }
        Returns: Json
      }
      reclaim: { Args: { recovery_key: string }; Returns: Json }
      record_participation: {
        Args: {
          ages?: number[]
          batch: string[]
          client_now: string
          epoch: string
          protocol: number
        }
        Returns: Json
      }
      redeem: { Args: { code: string; counter: string }; Returns: Json }
      register: {
        Args: { after?: string; filter?: Json; size?: number; type: string }
        Returns: Json
      }
      register_entry: { Args: { key: string; type: string }; Returns: Json }
      register_figures: {
        Args: { from_day: string; on_day: string; place: string }
        Returns: Json
      }
      register_places: { Args: { place: string }; Returns: Json }
      register_recovery: { Args: { key_hash: string }; Returns: Json }
      register_sources: {
        Args: { on_day: string; place: string }
        Returns: Json
      }
      register_types: { Args: Record<PropertyKey, never>; Returns: Json }
      renew_code: { Args: { point: string; trail: string }; Returns: Json }
      reopen_seat: {
        Args: { class: string; open: boolean; seat: number }
        Returns: Json
      }
      report_session: {
        Args: { event: string; origin: string; report: Json }
        Returns: Json
      }
      restore_revision: {
        Args: { key: string; kind: string; revision: number }
        Returns: Json
      }
      revoke_invitation: { Args: { id: string }; Returns: Json }
      roster: {
        Args: { after?: string; noted?: boolean; roster: string; size?: number }
        Returns: Json
      }
      rosters: { Args: { place: string }; Returns: Json }
      save_counter: {
        Args: {
          address: Json
          code: string
          hours: Json
          name: Json
          open: boolean
          place: string
        }
        Returns: Json
      }
      save_document: {
        Args: {
          based_on: number
          body: Json
          key: string
          kind: string
          note?: string
        }
        Returns: Json
      }
      school_checks: { Args: { place: string; year: string }; Returns: Json }
      school_page: {
        Args: { locale: string; school: string; year: string }
        Returns: Json
      }
      school_teachers: { Args: { school: string }; Returns: Json }
      schools: {
        Args: { after?: string; filter?: Json; place: string; size?: number }
        Returns: Json
      }
      screen_codes: { Args: { point: string; trail: string }; Returns: Json }
      seat_export: { Args: { class: string; seat: number }; Returns: Json }
      self_check: { Args: Record<PropertyKey, never>; Returns: Json }
      session_places: { Args: { event: string }; Returns: Json }
      session_report: { Args: { event: string; origin: string }; Returns: Json }
      set_class_code: { Args: { class: string; days: number }; Returns: Json }
      set_class_seats: { Args: { class: string; seats: number }; Returns: Json }
      set_class_teacher: {
        Args: { class: string; sign_in: string; until?: string }
        Returns: Json
      }
      set_low: {
        Args: { below: number; counter: string; gift: string }
        Returns: Json
      }
      sign_batch: { Args: { batch: string }; Returns: Json }
      sign_roster: { Args: { roster: string }; Returns: Json }
      spend_rate: {
        Args: {
          bucket: string
          burst: number
          period_seconds: number
          subject: string
        }
        Returns: Json
      }
      staff_me: { Args: Record<PropertyKey, never>; Returns: Json }
      stamp_map: {
        Args: { from_day: string; to_day: string; trail: string }
        Returns: Json
      }
      stamp_passport: {
        Args: { key_hash: string; point: string; trail: string }
        Returns: Json
      }
      stock: { Args: { counter?: string }; Returns: Json }
      stock_log: {
        Args: { after?: number; counter?: string; size?: number }
        Returns: Json
      }
      submit_documents: {
        Args: { keys: string[]; kind: string }
        Returns: Json
      }
      take_passport: { Args: { code: string }; Returns: Json }
      test_result: { Args: { locale: string; test: string }; Returns: Json }
      tests: { Args: { class: string; locale: string }; Returns: Json }
      trail: { Args: { locale: string; slug: string }; Returns: Json }
      trail_codes: { Args: { trail: string }; Returns: Json }
      trails: { Args: { locale: string }; Returns: Json }
      undo_redemption: {
        Args: { claim: string; reason: string }
        Returns: Json
      }
      venue: { Args: { key: string; locale: string }; Returns: Json }
      venue_points: { Args: { filter: Json; locale: string }; Returns: Json }
      venue_types: { Args: { locale: string }; Returns: Json }
      venues: {
        Args: { after: string; filter: Json; locale: string; size: number }
        Returns: Json
      }
      visit_booking: { Args: { id: string; pupils: number }; Returns: Json }
      visit_figures: {
        Args: { from_day: string; place: string; to_day: string }
        Returns: Json
      }
      vote_rounds: { Args: { locale: string }; Returns: Json }
      withdraw_document: {
        Args: { key: string; kind: string; note?: string }
        Returns: Json
      }
      withdraw_role: { Args: { id: string }; Returns: Json }
      works: {
        Args: { after: string; filter: Json; locale: string; size: number }
        Returns: Json
      }
    }
    Enums: {
      [_ in never]: never
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] &
        DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] &
        DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends (DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never) = never,
> = DefaultSchemaEnumNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never) = never,
> = PublicCompositeTypeNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  api: {
    Enums: {},
  },
} as const
